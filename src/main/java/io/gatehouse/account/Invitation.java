package io.gatehouse.account;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.UUID;

/**
 * A person asked to join a partner's people. One for each address of a partner; inviting again renews it.
 *
 * @param createdBy who invited: {@code cli}, an account, a token's name
 * @param appointment what it makes of whoever accepts it
 */
public record Invitation(
        UUID id,
        PartnerId partner,
        String email,
        String createdBy,
        Instant expiresAt,
        State state,
        Appointment appointment) {
    /** How it stands. */
    public enum State {
        /** The person may come in with it. */
        OPEN,
        /** The person came in with it. */
        ACCEPTED,
        /** Taken back. */
        REVOKED,
        /** Not accepted in time. */
        EXPIRED
    }
}
