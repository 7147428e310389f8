package io.gatehouse.signin.flight;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.secondfactor.FirstFactorEvidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the first factor was proved, whichever it was.
 *
 * @param authnContexts what an IdP says of how it authenticated, at most five
 * @param samlSession what the IdP's logout will name the session by, if it is small enough to travel
 */
public record Proof(
        AuthenticationType type,
        @Nullable RegistrationId provider,
        Instant authenticatedAt,
        List<String> authnContexts,
        @Nullable SamlSession samlSession) {
    /** Whether anything in it can be done without. */
    public boolean canShrink() {
        return samlSession != null || !authnContexts.isEmpty();
    }

    /** The same without what is missed least: the way back for an IdP's logout, which may be kept elsewhere, then the last of its contexts. */
    public Proof shrunk() {
        var fewer = samlSession != null ? authnContexts : authnContexts.subList(0, authnContexts.size() - 1);
        return new Proof(type, provider, authenticatedAt, List.copyOf(fewer), null);
    }

    /** What of it speaks for a second factor. */
    public FirstFactorEvidence evidence() {
        return new FirstFactorEvidence(authnContexts, authenticatedAt);
    }
}
