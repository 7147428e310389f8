package io.gatehouse.saml;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;

/**
 * A LogoutRequest of ours that waits for its answer: what its sealed cookie holds. The session it is about is over already.
 *
 * @param version of the connection, by which it was sent
 */
public record PendingLogout(
        String requestId, Instant issuedAt, RegistrationId registration, String reference, String version) {}
