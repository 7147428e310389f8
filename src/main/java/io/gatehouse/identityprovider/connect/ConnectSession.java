package io.gatehouse.identityprovider.connect;

import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who connects identity providers of this partner, and of no other.
 *
 * @param actor {@code connect-link:<id>} or an account, as in events
 */
public record ConnectSession(UUID id, PartnerId partner, String actor, Instant expiresAt) {}
