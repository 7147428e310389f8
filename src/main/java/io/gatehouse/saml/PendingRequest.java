package io.gatehouse.saml;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An AuthnRequest of ours that waits for its response: what its sealed cookie holds.
 *
 * @param purpose the door's own short word for what the sign-in is for; nothing here depends on it
 * @param version the hash of the version that it was sent by and that its response is judged by; null for what serves
 * @param examined whether the response is to be examined whole instead of being let in
 */
public record PendingRequest(
        String requestId,
        Instant issuedAt,
        RegistrationId registration,
        UUID signIn,
        String reference,
        @Nullable String returnTo,
        String purpose,
        @Nullable String version,
        boolean examined) {
    /** A request of the version that serves. */
    public PendingRequest(
            String requestId,
            Instant issuedAt,
            RegistrationId registration,
            UUID signIn,
            String reference,
            @Nullable String returnTo,
            String purpose) {
        this(requestId, issuedAt, registration, signIn, reference, returnTo, purpose, null, false);
    }
}
