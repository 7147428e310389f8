package io.gatehouse.saml.departure;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.saml2.provider.service.authentication.AbstractSaml2AuthenticationRequest;
import org.springframework.security.saml2.provider.service.web.authentication.Saml2AuthenticationRequestResolver;

/** Tells Spring Security's filter which request was prepared. */
final class DepartingRedirects implements Saml2AuthenticationRequestResolver {
    // The interface promises any subtype that its caller names; its one caller takes what it gets.
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public <T extends AbstractSaml2AuthenticationRequest> T resolve(HttpServletRequest request) {
        var departing = Departing.ByRedirect.attachedTo(request);
        return departing == null ? null : (T) departing.request();
    }
}
