package io.gatehouse.signin.security;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.LogoutDoor;
import io.gatehouse.saml.SamlFilters;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * The filter chains of the door for people. They keep nothing on the server: no session, no security context, no request
 * cache; what a sign-in knows travels sealed with it.
 */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {
    private static final List<String> LINKS = List.of("/invitation/", "/password-reset/");

    private final StatelessChains chains;

    SignInSecurity(StatelessChains chains) {
        this.chains = chains;
    }

    /** The way to the identity provider and back: cross-site, so without CSRF tokens; a response proves itself. */
    @Bean
    @Order(50)
    SecurityFilterChain samlChain(HttpSecurity http, SamlFilters filters, SignInDoor door, LogoutDoor logout)
            throws Exception {
        chains.stateless(http)
                .securityMatcher(SamlFilters.DEPARTURE, SamlFilters.ARRIVAL, SamlFilters.LOGOUT)
                .csrf(AbstractHttpConfigurer::disable);
        chains.behindTheFloodGate(
                        http, AnyRequestMatcher.INSTANCE, filters.before(door).toArray(Filter[]::new))
                .addFilterAfter(filters.before(logout), FloodFilter.class);
        return http.authorizeHttpRequests(a -> a.anyRequest().permitAll()).build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain peoplesChain(HttpSecurity http, SignInCsrf csrf, AccessDeniedHandler formTooOld)
            throws Exception {
        return chains.behindTheFloodGate(chains.stateless(http), SignInSecurity::isGuarded)
                .csrf(c -> c.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .exceptionHandling(e -> e.accessDeniedHandler(formTooOld))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }

    // Forms, and links that somebody may guess. The page that says so, and what ends well, stay open to a neighbour of
    // an
    // attacker: the log-on page, the way on to the portal, the way out.
    private static boolean isGuarded(HttpServletRequest request) {
        var path = request.getRequestURI();
        return "POST".equals(request.getMethod())
                ? !path.equals("/sign-in/next") && !path.equals("/sign-out")
                : LINKS.stream().anyMatch(path::startsWith);
    }

    /** No observation of each filter: a dozen timers a request that nobody reads. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** A form without its token: left open too long, or sent from elsewhere. Recorded like every refusal. */
    @Bean
    AccessDeniedHandler formTooOld(Refusals refusals, Witness witness) {
        return (request, response, _) -> refusals.refuse(
                request,
                response,
                witness.seen(request).step(),
                witness.seen(request).context(),
                Reason.REQUEST_EXPIRED.because(Evidence.of("got", "a form without its CSRF token")),
                null);
    }
}
