package io.gatehouse.saml.response;

import io.gatehouse.identityprovider.ProviderSettings;
import java.time.Instant;

/**
 * What a message is held against.
 *
 * @param audience our entity ID
 * @param consumer our address that it came to: the assertion consumer service, or the logout service
 * @param issuer the asserting party's entity ID
 */
public record Terms(String audience, String consumer, String issuer, ProviderSettings settings, Instant now) {}
