package io.gatehouse.testing;

import java.util.function.Consumer;

/** Partner files for journeys. */
public final class TestPartners {
    private TestPartners() {}

    /** Northwind: one provider, people come just in time, second factor as given. */
    public static String northwind(String secondFactor, String providerSettings) {
        return """
                partner: northwind
                name: Northwind Traders
                domains: [northwind.example, northwind.test]
                authentication-types: [sso]
                account-manager: { name: Partner Care, email: care@vendor.example }
                second-factor:
                %s
                identity-providers:
                  - id: northwind-idp
                    metadata: idp.xml
                %s
                """.formatted(
                        secondFactor.indent(2).stripTrailing(),
                        providerSettings.indent(4).stripTrailing());
    }

    /** Northwind with what is usual in tests. */
    public static String northwind() {
        return northwind("policy: required", "provisioning: just-in-time");
    }

    /** Northwind with what is usual in tests, its people at this provider. */
    public static Consumer<Gateway.Preparation> northwindAt(TestIdentityProvider idp) {
        return p -> p.file("northwind/partner.yaml", northwind())
                .file("northwind/idp.xml", idp.metadata("http://127.0.0.1:9/sso"));
    }
}
