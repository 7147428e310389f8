package io.gatehouse.account.token;

import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a program may do, and until when. The token's text is no part of it: only its hash is kept. *
 * @param createdBy who made it, as login events name who administers; null if that was not kept yet
 */
public record ApiToken(
        UUID id,
        Scope scope,
        @Nullable PartnerId partner,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String createdBy,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    /** A token of scope {@code partner-admin} names its partner, and no other does. */
    public ApiToken {
        if ((scope == Scope.PARTNER_ADMIN) != (partner != null)) {
            throw new IllegalArgumentException("a partner belongs to the scope partner-admin, and only to it");
        }
    }

    /** How much a token opens. */
    public enum Scope {
        /** Everything. */
        ADMIN,
        /** Reading everything. */
        AUDITOR,
        /** Its own partner's people and events. */
        PARTNER_ADMIN;

        /** The name in commands and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The scope of this name, if there is one. */
        public static Optional<Scope> ofCode(String code) {
            return Arrays.stream(values())
                    .filter(scope -> scope.code().equals(code))
                    .findFirst();
        }
    }

    /** How login events name a program that administers. */
    public String actor() {
        return "token " + id;
    }

    /** Whether it opens anything at this instant. */
    public boolean usableAt(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
