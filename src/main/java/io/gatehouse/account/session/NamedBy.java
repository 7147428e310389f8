package io.gatehouse.account.session;

import org.jspecify.annotations.Nullable;

/**
 * What an identity provider's logout will name a session of the console by: NameID with all qualifiers, and SessionIndex.
 *
 * @param identityProvider the registration id
 * @param version of the connection, that judged the sign-in; null if that is not known
 */
public record NamedBy(
        String partner,
        String identityProvider,
        String nameId,
        @Nullable String format,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier,
        @Nullable String sessionIndex,
        @Nullable String version) {}
