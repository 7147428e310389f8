package io.gatehouse.saml;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an asserting party asserted, after every check.
 *
 * @param subject the stable id: the NameID's text, or the configured attribute's one value
 * @param authnContexts the AuthnContextClassRef and the values of the vendor's authentication-method attribute
 * @param signingKeyFingerprint SHA-256 of the certificate whose key signed, lower-case hex
 * @param acceptableUntil until when a replay of it could still pass every other check
 * @param warnings what was let pass under an exception or with a standing warning, for the event
 */
public record Asserted(
        String issuer,
        String subject,
        @Nullable NameIdentifier nameId,
        @Nullable String sessionIndex,
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        List<String> groups,
        List<String> authnContexts,
        Instant authnInstant,
        String responseId,
        String assertionId,
        @Nullable String inResponseTo,
        String signingKeyFingerprint,
        Instant acceptableUntil,
        List<String> warnings) {
    private static final String TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

    /**
     * Whether the subject names the same person next time. A transient NameID (SAML Core 8.3.8) does not: the response is
     * good, but no account may be bound to it, and the provider needs a {@code subject} attribute.
     */
    public boolean subjectLasts() {
        return nameId == null || !TRANSIENT.equals(nameId.format()) || !subject.equals(nameId.value());
    }

    /** A NameID with all its qualifiers (SAML Core 2.2.2). */
    public record NameIdentifier(
            String value,
            @Nullable String format,
            @Nullable String nameQualifier,
            @Nullable String spNameQualifier) {}
}
