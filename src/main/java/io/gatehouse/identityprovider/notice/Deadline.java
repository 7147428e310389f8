package io.gatehouse.identityprovider.notice;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;
import java.util.Locale;

/**
 * What of a serving connection ends when.
 *
 * @param about a certificate's fingerprint; of metadata, its end
 */
public record Deadline(RegistrationId id, Kind kind, String about, Instant endsAt) {
    /** What ends. */
    public enum Kind {
        /** A signing key's certificate. */
        SIGNING_KEY("signing certificate"),
        /** The metadata itself, by its validUntil. */
        METADATA("metadata");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The word in the database and the metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String words() {
            return words;
        }

        static Kind ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
