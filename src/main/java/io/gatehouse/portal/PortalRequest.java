package io.gatehouse.portal;

import io.gatehouse.account.Account;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.reason.Evidence;
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
 * @param logout what an IdP's logout would name this session by, or null
 * @param secondFactor how the second factor was satisfied, if no event says so yet: then the hand-off's first commit does
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
        @Nullable Evidence secondFactor) {
    // By its text: partners are not among what this package may ask.
    String partner() {
        return String.valueOf(account.partner());
    }

    // What an event about the hand-off is about: the sign-in's subject, with the person as the last step knows them.
    Subject subjectOf(Subject signIn) {
        return new Subject(
                signIn.reference(),
                partner(),
                account.id().value(),
                account.email(),
                signIn.authenticationType(),
                identityProvider);
    }

    /**
     * The SAML session behind it: NameID with all qualifiers, and SessionIndex.
     *
     * @param version of the connection, that judged it; null if that is not known
     */
    public record SamlSession(
            String nameId,
            @Nullable String format,
            @Nullable String nameQualifier,
            @Nullable String spNameQualifier,
            @Nullable String sessionIndex,
            @Nullable String version) {}
}
