package io.gatehouse.audit;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one fact. Field meanings are those of {@code docs/reference/login-events.md}; {@code reason} is null on
 * success; {@code details} never holds a secret.
 */
public record LoginEvent(
        UUID id,
        Instant time,
        Type type,
        Outcome outcome,
        @Nullable Reason reason,
        Subject subject,
        Origin origin,
        @Nullable String secondFactor,
        @Nullable String actor,
        Evidence details) {

    /** What kind of fact. */
    public enum Type {
        SIGN_IN_STARTED("sign-in.started"),
        FIRST_FACTOR("first-factor"),
        SECOND_FACTOR("second-factor"),
        PORTAL_SESSION("portal-session"),
        SIGN_OUT("sign-out"),
        PASSWORD("password"),
        INVITATION("invitation"),
        SECOND_FACTOR_ENROLMENT("second-factor.enrolment"),
        CONFIGURATION("configuration"),
        ADMINISTRATION("administration"),
        EXPORT("export");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        /** The name in the API and in the database. */
        public String code() {
            return code;
        }

        /** The type of this name. */
        static Type ofCode(String code) {
            return Arrays.stream(values())
                    .filter(type -> type.code.equals(code))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** How it ended. */
    public enum Outcome {
        SUCCESS,
        FAILURE;

        /** The name in the API and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whom and which connection the fact is about, as far as known by then. */
    public record Subject(
            @Nullable Reference reference,
            @Nullable String partner,
            @Nullable UUID account,
            @Nullable String email,
            @Nullable String authenticationType,
            @Nullable String identityProvider) {
        /** Nobody in particular. */
        public static final Subject NOBODY = new Subject(null, null, null, null, null, null);

        /** About a partner as a whole. */
        public static Subject ofPartner(String partner) {
            return new Subject(null, partner, null, null, null, null);
        }
    }
}
