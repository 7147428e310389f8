package io.gatehouse.api;

import io.gatehouse.account.token.ApiTokens;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Programs show a token with each request; they have no session and no cookies, so nothing of theirs can be forged. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {
    static final String PATHS = "/api/v1/**";
    // What the API is, is no secret, and tools that read it have no token.
    private static final String DESCRIPTION = "/api/v1/openapi.json";

    /** Before the chain for people, which takes whatever is left. */
    @Bean
    @Order(10)
    SecurityFilterChain apiChain(HttpSecurity http, ApiTokens tokens, CallLimit limit, Problems problems)
            throws Exception {
        return http.securityMatcher(PATHS)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .anonymous(anonymous -> anonymous.disable())
                .addFilterBefore(new TokenFilter(tokens, limit, problems), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, DESCRIPTION)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, _) -> problems.write(Problem.tokenRequired(), request, response))
                        .accessDeniedHandler((request, response, _) ->
                                problems.write(Problem.scopeInsufficient(), request, response)))
                .build();
    }
}
