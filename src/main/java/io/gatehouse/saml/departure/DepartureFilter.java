package io.gatehouse.saml.departure;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.saml.SignInDoor.Route;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.gate.ProviderGate.Passage;
import io.gatehouse.saml.gate.SamlFilter;
import io.gatehouse.saml.pending.Bounces;
import io.gatehouse.saml.pending.PendingCookies;
import io.gatehouse.saml.request.PostPage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.saml2.provider.service.web.Saml2WebSsoAuthenticationRequestFilter;

/** {@code GET /saml2/authenticate/{registrationId}}: through the gate, then off to the provider with an AuthnRequest. */
public final class DepartureFilter extends SamlFilter {
    private final SignInDoor door;
    private final ProviderGate gate;
    private final Departures departures;
    private final PendingCookies cookies;
    private final Bounces bounces;
    private final PostPage page;
    private final Saml2WebSsoAuthenticationRequestFilter redirects;

    /** Departures through this gate. */
    public DepartureFilter(
            SignInDoor door,
            ProviderGate gate,
            Departures departures,
            PendingCookies cookies,
            Bounces bounces,
            PostPage page) {
        super(
                ServiceAddresses.DEPARTURE,
                Set.of(HttpMethod.GET),
                gate,
                (request, response, provider, why) -> door.refuse(request, response, provider, null, why));
        this.door = door;
        this.gate = gate;
        this.departures = departures;
        this.cookies = cookies;
        this.bounces = bounces;
        this.page = page;
        this.redirects = new Saml2WebSsoAuthenticationRequestFilter(new DepartingRedirects());
        this.redirects.setAuthenticationRequestRepository(new CookieRequestRepository(cookies));
    }

    @Override
    protected Passage passage(HttpServletRequest request, IdentityProvider provider) {
        var unkept = bounces.refusalOf(request);
        if (unkept.isPresent()) {
            return new Passage.Closed(unkept.get());
        }
        var route = door.route(request, provider);
        request.setAttribute(Route.class.getName(), route);
        return switch (route) {
            case Route.Nowhere(var why) -> new Passage.Closed(why);
            case Route.Live _ -> gate.passage(provider);
            case Route.Version version -> gate.passage(provider, version.hash());
        };
    }

    @Override
    protected void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            IdentityProvider provider,
            IdpMetadata metadata)
            throws IOException, ServletException {
        @Nullable Endpoint endpoint = metadata.preferredSignOn().orElse(null);
        if (endpoint == null) {
            var evidence = Evidence.of("missing", "single sign-on endpoint");
            door.refuse(request, response, provider, null, Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.because(evidence));
            return;
        }
        var route = (Route) Objects.requireNonNull(request.getAttribute(Route.class.getName()));
        send(request, response, chain, departures.prepare(door, request, provider, metadata, endpoint, route));
    }

    private void send(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Departing departing)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        switch (departing) {
            case Departing.ByRedirect redirect -> {
                redirect.attachTo(request);
                redirects.doFilter(request, response, chain);
            }
            case Departing.ByPost post -> {
                cookies.add(request, response, post.pending());
                page.write(
                        response, post.destination(), post.xml(), post.pending().requestId());
            }
        }
    }
}
