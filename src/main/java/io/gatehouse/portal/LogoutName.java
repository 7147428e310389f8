package io.gatehouse.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose sessions an identity provider's logout names: the NameID in full, at that provider and partner, so that the same text
 * of another format or another partner is another person.
 *
 * @param identityProvider the registration id
 * @param issuer the provider's entity ID: what a name without NameQualifier is qualified by (SAML Core 8.3.7)
 * @param audience our entity ID: what a name without SPNameQualifier is qualified by
 * @param sessionIndexes which sessions; none means all of this name (SAML Core 3.7.1)
 * @param versions only sessions that came by one of these versions of the connection; all if null
 */
public record LogoutName(
        String identityProvider,
        String partner,
        String issuer,
        String audience,
        String nameId,
        @Nullable String format,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier,
        List<String> sessionIndexes,
        @Nullable List<String> versions) {}
