package io.gatehouse.signin.sso;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.Asserted;
import io.gatehouse.signin.flight.Proof;
import java.util.List;
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

    static Proof proof(IdentityProvider provider, Asserted asserted) {
        var contexts = asserted.authnContexts().stream()
                .filter(c -> c.length() <= LONGEST_CONTEXT)
                .limit(MOST_CONTEXTS)
                .toList();
        return new Proof(
                AuthenticationType.SSO,
                provider.id(),
                asserted.authnInstant(),
                List.copyOf(contexts),
                session(asserted, provider.version().hash()));
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
