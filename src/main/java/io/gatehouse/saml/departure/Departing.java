package io.gatehouse.saml.departure;

import io.gatehouse.saml.PendingRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.saml2.provider.service.authentication.Saml2RedirectAuthenticationRequest;

/** A browser about to leave with its AuthnRequest. */
sealed interface Departing {
    /** The request it takes along. */
    PendingRequest pending();

    /** By Redirect: Spring Security's filter writes the address. */
    record ByRedirect(PendingRequest pending, Saml2RedirectAuthenticationRequest request) implements Departing {
        /** Hands this to the filters further on. */
        void attachTo(HttpServletRequest http) {
            http.setAttribute(ByRedirect.class.getName(), this);
        }

        /** What was attached, if anything. */
        static @Nullable ByRedirect attachedTo(HttpServletRequest http) {
            return http.getAttribute(ByRedirect.class.getName()) instanceof ByRedirect departing ? departing : null;
        }
    }

    /** By POST: our own page. */
    record ByPost(PendingRequest pending, String destination, String xml) implements Departing {}
}
