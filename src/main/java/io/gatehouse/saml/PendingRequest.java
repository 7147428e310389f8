package io.gatehouse.saml;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An AuthnRequest of ours that waits for its response: what its sealed cookie holds. */
public record PendingRequest(
        String requestId,
        Instant issuedAt,
        RegistrationId registration,
        UUID signIn,
        String reference,
        @Nullable String returnTo) {}
