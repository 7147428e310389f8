package io.gatehouse.saml.departure;

import io.gatehouse.saml.pending.PendingCookies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.saml2.provider.service.authentication.AbstractSaml2AuthenticationRequest;
import org.springframework.security.saml2.provider.service.web.Saml2AuthenticationRequestRepository;

/**
 * Keeps requests in the browser. Nothing is loaded or removed here: which request a response answers is known only after
 * its bytes were judged, and a bad response must not use a request up.
 */
public record CookieRequestRepository(PendingCookies cookies)
        implements Saml2AuthenticationRequestRepository<AbstractSaml2AuthenticationRequest> {
    @Override
    public void saveAuthenticationRequest(
            AbstractSaml2AuthenticationRequest ignored, HttpServletRequest request, HttpServletResponse response) {
        var departing = Departing.ByRedirect.attachedTo(request);
        if (departing != null) {
            cookies.add(request, response, departing.pending());
        }
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable AbstractSaml2AuthenticationRequest loadAuthenticationRequest(HttpServletRequest request) {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable AbstractSaml2AuthenticationRequest removeAuthenticationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        return null;
    }
}
