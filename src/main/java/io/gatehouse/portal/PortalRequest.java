package io.gatehouse.portal;

import io.gatehouse.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person to hand off, as the last step knows them.
 *
 * @param signIn the sign-in's id; it opens one portal session at most
 * @param identityProvider the registration id, or null for a password
 * @param amr RFC 8176 values, and {@code fed} for SAML
 * @param returnTo a path on the portal, or an absolute URL on its origin
 * @param secondFactor what satisfied it: {@code totp}, {@code recovery-code}, {@code idp} or {@code not-asked}
 * @param secondFactorEvidence how, for the event
 * @param logout what an IdP's logout would name this session by, or null
 */
public record PortalRequest(
        UUID signIn,
        Account account,
        @Nullable String identityProvider,
        Instant authTime,
        List<String> amr,
        @Nullable String acr,
        @Nullable String returnTo,
        @Nullable SamlSession logout,
        String secondFactor,
        String secondFactorEvidence) {
    /** The SAML session behind it: NameID with all qualifiers, and SessionIndex. */
    public record SamlSession(
            String nameId,
            @Nullable String format,
            @Nullable String nameQualifier,
            @Nullable String spNameQualifier,
            @Nullable String sessionIndex) {}
}
