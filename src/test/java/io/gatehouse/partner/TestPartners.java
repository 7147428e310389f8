package io.gatehouse.partner;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Valid partners, each unlike any other unless named. */
public final class TestPartners {
    private TestPartners() {}

    /** A partner of a new name that owns these domains. */
    public static Partner owning(String... domains) {
        return named("p-" + UUID.randomUUID(), Set.of(domains));
    }

    /** A partner of this name that owns these domains. */
    public static Partner named(String id, Set<String> domains) {
        return new Partner(
                new PartnerId(id),
                "Northwind " + id,
                domains,
                Set.of(AuthenticationType.SSO, AuthenticationType.CLOUD),
                true,
                new AccountManager("Partner Care", "care@vendor.example"),
                new SecondFactorPolicy(
                        SecondFactorPolicy.Rule.TRUST_IDP, List.of("urn:mfa", "with, comma"), Duration.ofHours(2)),
                "northwind/partner.yaml");
    }
}
