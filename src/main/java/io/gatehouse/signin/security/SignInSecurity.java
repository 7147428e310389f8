package io.gatehouse.signin.security;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.References;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.LogoutDoor;
import io.gatehouse.saml.SamlFilters;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.signin.page.ContentPolicy;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.LastResort;
import io.gatehouse.signin.refusal.RefusalPage;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The filter chains of the door for people. They keep nothing on the server: no session, no security context, no request
 * cache; what a sign-in knows travels sealed with it.
 */
@Configuration(proxyBeanMethods = false)
class SignInSecurity {
    private final BaseUrl baseUrl;
    private final ContentPolicy contentPolicy;
    private final LastResort lastResort;

    SignInSecurity(
            BaseUrl baseUrl,
            ContentPolicy contentPolicy,
            References references,
            LoginEvents events,
            TransactionOperations transactions,
            RefusalPage page,
            Origins origins) {
        this.baseUrl = baseUrl;
        this.contentPolicy = contentPolicy;
        this.lastResort = new LastResort(references, events, transactions, page, origins);
    }

    /** The way to the identity provider and back: cross-site, so without CSRF tokens; a response proves itself. */
    @Bean
    @Order(50)
    SecurityFilterChain samlChain(HttpSecurity http, SamlFilters filters, SignInDoor door, LogoutDoor logout)
            throws Exception {
        stateless(http)
                .securityMatcher(SamlFilters.DEPARTURE, SamlFilters.ARRIVAL, SamlFilters.LOGOUT)
                .csrf(AbstractHttpConfigurer::disable);
        for (var filter : filters.before(door)) {
            http.addFilterAfter(filter, LastResort.class);
        }
        http.addFilterAfter(filters.before(logout), LastResort.class);
        return http.authorizeHttpRequests(a -> a.anyRequest().permitAll()).build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain peoplesChain(HttpSecurity http, SignInCsrf csrf, AccessDeniedHandler formTooOld)
            throws Exception {
        stateless(http);
        return http.csrf(c -> c.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .exceptionHandling(e -> e.accessDeniedHandler(formTooOld))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }

    /** No observation of each filter: a dozen timers a request that nobody reads. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** A form without its token: left open too long, or sent from elsewhere. Recorded like every refusal. */
    @Bean
    AccessDeniedHandler formTooOld(Refusals refusals, Witness witness, References references) {
        return (request, response, _) -> refusals.refuse(
                request,
                response,
                Type.FIRST_FACTOR,
                witness.of(request, references.next(), null, null),
                Reason.REQUEST_EXPIRED.because(Evidence.of("got", "a form without its CSRF token")),
                null);
    }

    private HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(s -> s.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(r -> r.requestCache(new NullRequestCache()))
                .anonymous(Customizer.withDefaults())
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .headers(this::headers)
                .addFilterAfter(lastResort, HeaderWriterFilter.class);
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.addHeaderWriter(contentPolicy)
                .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .httpStrictTransportSecurity(hsts -> {
                    // By the base URL, since behind a proxy the request itself came by http.
                    if (baseUrl.secure()) {
                        hsts.requestMatcher(AnyRequestMatcher.INSTANCE).includeSubDomains(false);
                    } else {
                        hsts.disable();
                    }
                });
    }
}
