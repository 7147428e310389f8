package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.PendingRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A response that was judged acceptable: what comes out of Spring Security's filter. It opens nothing by itself. */
final class AcceptedResponse extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient IdentityProvider provider;
    private final transient @Nullable PendingRequest pending;
    private final transient Asserted asserted;

    AcceptedResponse(IdentityProvider provider, @Nullable PendingRequest pending, Asserted asserted) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.provider = provider;
        this.pending = pending;
        this.asserted = asserted;
        setAuthenticated(true);
    }

    IdentityProvider provider() {
        return provider;
    }

    @Nullable
    PendingRequest pending() {
        return pending;
    }

    Asserted asserted() {
        return asserted;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return asserted.subject();
    }
}
