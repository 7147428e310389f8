package io.gatehouse.saml.arrival;

import io.gatehouse.identityprovider.IdentityProvider;
<<<<<<< HEAD
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
=======
import io.gatehouse.identityprovider.metadata.IdpMetadata;
>>>>>>> main
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.saml.binding.Unacceptable;
import io.gatehouse.saml.departure.CookieRequestRepository;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.gate.SamlFilter;
import io.gatehouse.saml.pending.Bounces;
import io.gatehouse.saml.pending.PendingCookies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
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
                (request, response, provider, why) -> door.refuse(request, response, provider, null, why));
        this.door = door;
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
<<<<<<< HEAD
        boolean tries = cookies.triesAVersion(request, provider.id());
        var usual = gate.passage(provider);
        if (usual instanceof Passage.Closed closed && !tries) {
            door.refuse(request, response, provider, null, closed.why());
            return;
        }
=======
>>>>>>> main
        PostedResponse posted;
        try {
            posted = PostedResponse.read(request, limits);
        } catch (Unacceptable e) {
            door.refuse(request, response, provider, null, e.refusal());
            return;
<<<<<<< HEAD
        }
        var asked = tries ? Question.of(posted).answering(cookies.of(request, provider.id())) : null;
        var passage = asked == null || asked.version() == null ? usual : gate.passage(provider, asked.version());
        switch (passage) {
            case Passage.Closed closed -> door.refuse(request, response, provider, asked, closed.why());
            case Passage.Open open -> {
                if (bounces(open.provider()) && Question.of(posted).none()) {
                    bounce(request, response, provider);
                    return;
                }
                new ArrivedResponse(request, open.provider(), open.metadata(), posted, asked).attach();
                judging.doFilter(request, response, chain);
            }
=======
>>>>>>> main
        }
        new ArrivedResponse(request, provider, metadata, posted).attach();
        judging.doFilter(request, response, chain);
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
}
