package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.saml.binding.Unacceptable;
import io.gatehouse.saml.departure.CookieRequestRepository;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.gate.ProviderGate.Passage;
import io.gatehouse.saml.gate.SamlFilter;
import io.gatehouse.saml.pending.Bounces;
import io.gatehouse.saml.pending.PendingCookies;
import io.gatehouse.saml.pending.PendingRequests.Answer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.saml2.provider.service.web.authentication.Saml2WebSsoAuthenticationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * {@code POST /login/saml2/sso/{registrationId}}: bytes, gate, judgement, door. Responses come by POST only (SAML
 * Profiles 4.1.4.5), so nothing is ever inflated here.
 */
public final class ArrivalFilter extends SamlFilter {
    private final SignInDoor door;
    private final ProviderGate gate;
    private final ArrivalLimits limits;
    private final PendingCookies cookies;
    private final Bounces bounces;
    private final Saml2WebSsoAuthenticationFilter judging;

    /** Arrivals through this gate. */
    public ArrivalFilter(
            SignInDoor door,
            ProviderGate gate,
            ArrivalLimits limits,
            Arrivals arrivals,
            PendingCookies cookies,
            Bounces bounces) {
        super(
                ServiceAddresses.ARRIVAL,
                Set.of(HttpMethod.POST),
                gate,
                (request, response, provider, why) ->
                        door.refuse(request, response, provider, named(request, provider, cookies), why));
        this.door = door;
        this.gate = gate;
        this.limits = limits;
        this.cookies = cookies;
        this.bounces = bounces;
        this.judging = new Saml2WebSsoAuthenticationFilter(ArrivedResponse::attachedTo);
        this.judging.setRequiresAuthenticationRequestMatcher(
                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, ServiceAddresses.ARRIVAL));
        this.judging.setAuthenticationRequestRepository(new CookieRequestRepository(cookies));
        this.judging.setAuthenticationManager(arrivals);
        this.judging.setSecurityContextRepository(new NullSecurityContextRepository());
        this.judging.setSessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy());
        this.judging.setAllowSessionCreation(false);
        this.judging.setAuthenticationSuccessHandler(
                (request, response, result) -> accept(request, response, (AcceptedResponse) result));
        this.judging.setAuthenticationFailureHandler(
                (request, response, failure) -> refuse(request, response, (ResponseRefused) failure));
    }

    // Which version is tried is known from the response only, so that of a browser that tries one is read before the
    // gate.
    @Override
    protected Passage passage(HttpServletRequest request, IdentityProvider provider) throws IOException {
        if (!cookies.triesAVersion(request, provider.id()) || !isForm(request.getContentType())) {
            return gate.passage(provider);
        }
        try {
            var posted = PostedResponse.read(request, limits);
            var asked = Question.of(posted).answering(cookies.of(request, provider.id()));
            request.setAttribute(Tried.class.getName(), new Tried(posted, asked));
            return asked == null || asked.version() == null
                    ? gate.passage(provider)
                    : gate.passage(provider, asked.version());
        } catch (Unacceptable e) {
            return new Passage.Closed(e.refusal());
        }
    }

    @Override
    protected void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            IdentityProvider provider,
            IdpMetadata metadata)
            throws IOException, ServletException {
        if (!isForm(request.getContentType())) {
            response.setHeader("Accept", MediaType.APPLICATION_FORM_URLENCODED_VALUE);
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        var tried = Tried.of(request);
        PostedResponse posted;
        try {
            posted = tried.posted() == null ? PostedResponse.read(request, limits) : tried.posted();
        } catch (Unacceptable e) {
            door.refuse(request, response, provider, named(request, provider, cookies), e.refusal());
            return;
        }
        if (bounces(provider) && Question.of(posted).none()) {
            bounce(request, response, provider);
            return;
        }
        new ArrivedResponse(request, provider, metadata, posted, tried.asked()).attach();
        judging.doFilter(request, response, chain);
    }

    // Whatever failed, the relay state is our request's id, and a cookie of this browser knows it: so far the sign-in
    // is known.
    private static @Nullable PendingRequest named(
            HttpServletRequest request, @Nullable IdentityProvider provider, PendingCookies cookies) {
        var asked = Tried.of(request).asked();
        var relayState = PostedResponse.relayStateOf(request);
        if (asked != null || provider == null) {
            return asked;
        }
        return relayState != null
                        && cookies.of(request, provider.id()).answering(relayState) instanceof Answer.Known(var pending)
                ? pending
                : null;
    }

    private static boolean bounces(IdentityProvider provider) {
        return provider.version().settings().unsolicited() == Unsolicited.BOUNCE;
    }

    private void bounce(HttpServletRequest request, HttpServletResponse response, IdentityProvider provider)
            throws IOException {
        var refusal = bounces.bounce(request, response, provider.id());
        if (refusal.isPresent()) {
            door.refuse(request, response, provider, null, refusal.get());
        }
    }

    private void accept(HttpServletRequest request, HttpServletResponse response, AcceptedResponse accepted)
            throws IOException {
        var provider = accepted.provider();
        var pending = accepted.pending();
        if (pending != null && pending.examined()) {
            door.examined(request, response, provider, pending, accepted.examination());
        } else {
            door.arrive(request, response, provider, pending, accepted.relayState(), accepted.asserted());
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ResponseRefused refused)
            throws IOException {
        var pending = refused.pending();
        if (pending != null && pending.examined()) {
            door.examined(request, response, refused.provider(), pending, refused.examination());
        } else {
            door.refuse(request, response, refused.provider(), pending, refused.why());
        }
    }

    private static boolean isForm(String contentType) {
        try {
            return contentType != null
                    && MediaType.parseMediaType(contentType)
                            .equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** What was read before the gate, where a version may be tried. */
    private record Tried(
            @Nullable PostedResponse posted, @Nullable PendingRequest asked) {
        static Tried of(HttpServletRequest request) {
            return request.getAttribute(Tried.class.getName()) instanceof Tried tried ? tried : new Tried(null, null);
        }
    }
}
