package io.gatehouse.console.connect;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.security.StatelessChains;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** The filter chain of {@code /connect}. Its session is its own row, and its forms may carry a file. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConnectSecurity {
    @Bean
    @Order(55)
    SecurityFilterChain connectChain(
            HttpSecurity http,
            StatelessChains chains,
            SignInCsrf csrf,
            ConnectDoor door,
            LinkMakers makers,
            ConnectRefusals refusals)
            throws Exception {
        return chains.behindTheFloodGate(
                        chains.stateless(http), AnyRequestMatcher.INSTANCE, new ConnectFilter(door, makers, refusals))
                .securityMatcher("/connect", "/connect/**")
                .addFilterAfter(new UploadFilter(), ConnectFilter.class)
                .csrf(c -> c.csrfTokenRepository(csrf)
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .sessionAuthenticationStrategy((_, _, _) -> {}))
                .exceptionHandling(e -> e.accessDeniedHandler((request, response, _) -> refusals.refuse(
                        request,
                        response,
                        Reason.REQUEST_EXPIRED.because(Evidence.of("got", "a form without its CSRF token")))))
                // Who may come this far was decided by ConnectFilter; whose provider it is, each page decides.
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }
}
