package io.gatehouse.partner;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A domain that a partner claims, and what is known of whether it is theirs.
 *
 * @param challengeName the DNS name whose TXT record proves it
 * @param challenge the text that one of the records there must be
 * @param provedAt null while it is only claimed, and routes no sign-in
 * @param provedBy who gave their word; null if DNS did
 * @param checkedAt when DNS was last asked
 */
public record DomainProof(
        PartnerId partner,
        String domain,
        String challengeName,
        String challenge,
        @Nullable Instant provedAt,
        @Nullable How how,
        @Nullable String provedBy,
        @Nullable Instant checkedAt) {
    /** How it was proved. */
    public enum How {
        /** By the TXT record. */
        DNS,
        /** By an administrator's recorded word. */
        WORD,
        /** By a merged file, which is one too. */
        FILE;

        /** The word in API and database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it routes sign-ins. */
    public boolean proved() {
        return provedAt != null;
    }
}
