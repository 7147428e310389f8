package io.gatehouse.saml;

import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.logout.LogoutStart;
import io.gatehouse.saml.logout.LogoutTerms;
import io.gatehouse.saml.pending.PendingLogouts;
import io.gatehouse.saml.request.LogoutWriter;
import io.gatehouse.saml.request.PostPage;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts single logout together with the keys that are ours. */
@Configuration(proxyBeanMethods = false)
class LogoutParts {
    @Bean
    LogoutTerms logoutTerms(
            ServiceAddresses addresses, ServiceKeys keys, LogoutWriter writer, Randomness randomness, Clock clock) {
        return new LogoutTerms(addresses, keys::all, writer, randomness, clock);
    }

    @Bean
    LogoutStart logoutStart(ProviderGate gate, LogoutTerms terms, PendingLogouts pending, PostPage page, Clock clock) {
        return new LogoutStart(gate, terms, pending, page, clock);
    }
}
