package io.gatehouse.identityprovider.connect;

import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who connects identity providers of this partner, and of no other.
 *
 * @param actor {@code connect-link:<id>} or an account, as in events
 * @param consoleSession the session of the console that it was opened from, and counts no longer than; null of a link
 */
public record ConnectSession(
        UUID id,
        PartnerId partner,
        String actor,
        Instant expiresAt,
        @Nullable UUID consoleSession) {}
