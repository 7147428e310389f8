package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.saml.PendingRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A response that passed the byte checks of an open gate, still to be judged: what goes into Spring Security's filter. */
final class ArrivedResponse extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient HttpServletRequest request;
    private final transient IdentityProvider provider;
    private final transient IdpMetadata metadata;
    private final transient PostedResponse posted;
    private final transient @Nullable PendingRequest asked;

    ArrivedResponse(
            HttpServletRequest request,
            IdentityProvider provider,
            IdpMetadata metadata,
            PostedResponse posted,
            @Nullable PendingRequest asked) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.request = request;
        this.provider = provider;
        this.metadata = metadata;
        this.posted = posted;
        this.asked = asked;
    }

    /** Hands this to the filters further on. */
    void attach() {
        request.setAttribute(ArrivedResponse.class.getName(), this);
    }

    /** What was attached to the request. */
    static ArrivedResponse attachedTo(HttpServletRequest request) {
        return (ArrivedResponse) Objects.requireNonNull(request.getAttribute(ArrivedResponse.class.getName()));
    }

    HttpServletRequest request() {
        return request;
    }

    IdentityProvider provider() {
        return provider;
    }

    IdpMetadata metadata() {
        return metadata;
    }

    PostedResponse posted() {
        return posted;
    }

    /** The request of one version that it says it answers; null for what the serving version judges. */
    @Nullable
    PendingRequest asked() {
        return asked;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return provider.id().value();
    }
}
