package io.gatehouse.saml;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An AuthnRequest of ours that waits for its response: what its sealed cookie holds.
 *
 * @param purpose the door's own short word for what the sign-in is for; nothing here depends on it
 */
public record PendingRequest(
        String requestId,
        Instant issuedAt,
        RegistrationId registration,
        UUID signIn,
        String reference,
        @Nullable String returnTo,
        String purpose) {}
