package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A response that was judged acceptable: what comes out of Spring Security's filter. It opens nothing by itself. */
final class AcceptedResponse extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient IdentityProvider provider;
    private final transient Judgement.Accepted judgement;
    private final transient @Nullable String relayState;
    private final transient Supplier<Examination> examination;

    AcceptedResponse(
            IdentityProvider provider,
            Judgement.Accepted judgement,
            @Nullable String relayState,
            Supplier<Examination> examination) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.provider = provider;
        this.judgement = judgement;
        this.relayState = relayState;
        this.examination = examination;
        setAuthenticated(true);
    }

    IdentityProvider provider() {
        return provider;
    }

    @Nullable
    PendingRequest pending() {
        return judgement.pending();
    }

    /** The relay state of a response that answers no request; it is one that the settings allow. */
    @Nullable
    String relayState() {
        return relayState;
    }

    Asserted asserted() {
        return judgement.asserted();
    }

    Examination examination() {
        return examination.get();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return asserted().subject();
    }
}
