package io.gatehouse.console.access;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.refusal.LastResort;
import io.gatehouse.signin.security.StatelessChains;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/** The filter chain of the console. Its session is its own row, so the servlet's and Spring Security's are not used. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConsoleSecurity {
    @Bean
    @Order(60)
    SecurityFilterChain consoleChain(
            HttpSecurity http, StatelessChains chains, Administrators administrators, ConsoleCsrf csrf, Turned turned)
            throws Exception {
        return chains.stateless(http)
                .securityMatcher("/console", "/console/**")
                .addFilterAfter(new ConsoleFilter(administrators, turned), LastResort.class)
                .csrf(c -> c.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .exceptionHandling(e -> e.accessDeniedHandler((request, response, _) -> turned.away(
                        request,
                        response,
                        (Administrator) request.getAttribute(Administrator.ME),
                        Reason.REQUEST_EXPIRED.because(Evidence.of("got", "a form without its CSRF token")))))
                // What may be asked for was decided by ConsoleFilter.
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }
}
