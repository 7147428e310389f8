package io.gatehouse.partner;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Valid partners, each unlike any other unless named. */
public final class TestPartners {
    private TestPartners() {}

    /** The counter of this database, as a node with this clock sees it. */
    public static ConfigurationVersion version(JdbcClient jdbc, Clock clock) {
        return new ConfigurationVersion(jdbc, clock);
    }

    /** The partners of this database, as the node of this counter sees them. */
    public static Partners partners(JdbcClient jdbc, ConfigurationVersion version) {
        return new Partners(jdbc, version, new DomainRows(jdbc), Clock.systemUTC());
    }

    /** A partner of a new name that owns these domains. */
    public static Partner owning(String... domains) {
        return named("p-" + UUID.randomUUID(), Set.of(domains));
    }

    /** A partner of a new name that was made by hand: no file declares it. */
    public static Partner made() {
        return partner("p-" + UUID.randomUUID(), Set.of(), null);
    }

    /** A partner of this name that owns these domains. */
    public static Partner named(String id, Set<String> domains) {
        return partner(id, domains, "northwind/partner.yaml");
    }

    private static Partner partner(String id, Set<String> domains, @Nullable String source) {
        return new Partner(
                new PartnerId(id),
                "Northwind " + id,
                domains,
                Set.of(AuthenticationType.SSO, AuthenticationType.CLOUD),
                true,
                new AccountManager("Partner Care", "care@vendor.example"),
                new SecondFactorPolicy(
                        SecondFactorPolicy.Rule.TRUST_IDP, List.of("urn:mfa", "with, comma"), Duration.ofHours(2)),
                source);
    }
}
