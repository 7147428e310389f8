package io.gatehouse.saml;

import io.gatehouse.saml.Asserted.NameIdentifier;
import java.time.Instant;
import java.util.List;

/**
 * An identity provider's request to end sessions (SAML Core 3.7.1), after every check but whether it was honoured before.
 *
 * @param issuer the provider's entity ID, which a NameID without NameQualifier is qualified by (SAML Core 8.3.7)
 * @param audience our entity ID, which a NameID without SPNameQualifier is qualified by
 * @param sessionIndexes the sessions that are to end; none means all of this name
 * @param acceptableUntil until when a replay of it could still pass every other check
 */
public record LogoutAsked(
        String issuer,
        String audience,
        String requestId,
        NameIdentifier name,
        List<String> sessionIndexes,
        String signingKeyFingerprint,
        Instant acceptableUntil,
        List<String> warnings) {}
