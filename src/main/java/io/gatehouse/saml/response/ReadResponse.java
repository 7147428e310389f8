package io.gatehouse.saml.response;

import io.gatehouse.saml.message.Issuer;
import io.gatehouse.saml.message.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A samlp:Response (SAML Core 3.2.2, 3.3.3) as it was read, nothing of it believed yet.
 *
 * @param element the very element that a signature must cover
 * @param assertion the one assertion, if it came in the clear
 * @param encryptedAssertion the one assertion, if it came encrypted
 */
public record ReadResponse(
        Element element,
        String id,
        Instant issueInstant,
        @Nullable String inResponseTo,
        @Nullable String destination,
        @Nullable Issuer issuer,
        @Nullable Element signature,
        Status status,
        @Nullable ReadAssertion assertion,
        @Nullable Element encryptedAssertion) {
    /** Whether the asserting party says that it authenticated somebody: Success, and no code below it. */
    public boolean successful() {
        return status.successful();
    }
}
