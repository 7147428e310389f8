package io.gatehouse.signin.sso;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.Asserted;
import io.gatehouse.signin.flight.Proof;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What of an assertion goes on: into the login event, and with the sign-in to the portal. */
final class SamlEvidence {
    private static final int MOST_CONTEXTS = 5;
    private static final int LONGEST_CONTEXT = 128;

    private SamlEvidence() {}

    static Evidence of(Asserted asserted) {
        return Evidence.of("issuer", asserted.issuer())
                .and("response_id", asserted.responseId())
                .and("assertion_id", asserted.assertionId())
                .and("in_response_to", asserted.inResponseTo())
                .and("authn_context", asserted.authnContexts())
                .and("authn_instant", asserted.authnInstant())
                .and("certificate_fingerprint", asserted.signingKeyFingerprint())
                .and("warnings", asserted.warnings().isEmpty() ? null : asserted.warnings());
    }

    static Proof proof(IdentityProvider provider, Asserted asserted, SecondFactorPolicy policy) {
        return new Proof(
                AuthenticationType.SSO,
                provider.id(),
                asserted.authnInstant(),
                travelling(asserted.authnContexts(), policy.trustedAuthnContexts()),
                session(asserted, provider.version().hash()));
    }

    // Those that count go first and in any case, so that what the identity provider says besides cannot cost them their
    // place. The very first is the AuthnContextClassRef, which the portal is told.
    private static List<String> travelling(List<String> all, List<String> trusted) {
        var first = all.stream().limit(1).filter(c -> c.length() <= LONGEST_CONTEXT);
        var counting = all.stream().filter(trusted::contains);
        var others = all.stream().filter(c -> c.length() <= LONGEST_CONTEXT);
        return Stream.of(first, counting, others)
                .flatMap(part -> part)
                .distinct()
                .limit(MOST_CONTEXTS)
                .toList();
    }

    private static @Nullable SamlSession session(Asserted asserted, String version) {
        var name = asserted.nameId();
        return name == null
                ? null
                : new SamlSession(
                        name.value(),
                        name.format(),
                        name.nameQualifier(),
                        name.spNameQualifier(),
                        asserted.sessionIndex(),
                        version);
    }
}
