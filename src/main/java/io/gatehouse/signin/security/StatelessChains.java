package io.gatehouse.signin.security;

import io.gatehouse.audit.LoginEvents;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.signin.page.ContentPolicy;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.LastResort;
import io.gatehouse.signin.refusal.RefusalPage;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.Filter;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What the filter chains of people's doors have in common: no state of the servlet's, the same headers, one last resort. */
@Component
public class StatelessChains {
    private final BaseUrl baseUrl;
    private final ContentPolicy contentPolicy;
    private final LastResort lastResort;
    private final FloodGate flood;

    StatelessChains(
            BaseUrl baseUrl,
            ContentPolicy contentPolicy,
            Witness witness,
            LoginEvents events,
            TransactionOperations transactions,
            RefusalPage page,
            Origins origins,
            FloodGate flood) {
        this.baseUrl = baseUrl;
        this.contentPolicy = contentPolicy;
        this.flood = flood;
        this.lastResort = new LastResort(witness, events, transactions, page, origins, flood);
    }

    /** Makes a chain keep nothing, and puts our headers and the last resort into it. */
    public HttpSecurity stateless(HttpSecurity http) throws Exception {
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

    /** Has an address that failed too often turned away from what is guarded, before these and all later filters work. */
    public HttpSecurity behindTheFloodGate(HttpSecurity http, RequestMatcher guarded, Filter... first) {
        http.addFilterAfter(new FloodFilter(flood, guarded), LastResort.class);
        for (var filter : first) {
            http.addFilterAfter(filter, FloodFilter.class);
        }
        return http;
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
