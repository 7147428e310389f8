package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A gateway with two partners made by hand and one from a file, and people of the console on it. */
record ConsoleScene(Gateway gateway, TestClock clock, TestConnecting connecting) implements AutoCloseable {
    static final PartnerId NORTHWIND = new PartnerId("northwind");
    static final PartnerId FABRIKAM = new PartnerId("fabrikam");

    static ConsoleScene start() {
        var clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
        var gateway = Gateway.prepared()
                .clock(clock)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .file("filed/partner.yaml", """
                        partner: filed
                        name: Filed
                        domains: [filed.example]
                        authentication-types: [sso]
                        identity-providers:
                          - id: filed-idp
                            metadata: idp.xml
                        """)
                .file(
                        "filed/idp.xml",
                        TestIdentityProvider.named("https://idp.filed.example")
                                .metadata("https://idp.filed.example/sso"))
                .start();
        var connecting = new TestConnecting(gateway);
        connecting.partner("northwind", "Northwind Traders");
        connecting.partner("fabrikam", "Fabrikam", Set.of(AuthenticationType.SSO, AuthenticationType.CLOUD));
        gateway.jdbc()
                .sql("update partner_domain set proved_at = current_timestamp, proved_how = 'word'")
                .update();
        gateway.jdbc()
                .sql("update configuration_version set version = version + 1")
                .update();
        clock.advance(Duration.ofSeconds(2));
        return new ConsoleScene(gateway, clock, connecting);
    }

    TestOperator operator(String email, Role role) {
        return entered("operators", email, role);
    }

    /** An administrator of Fabrikam's own. */
    TestOperator partnerAdmin(String email) {
        return entered("fabrikam", email, Role.PARTNER_ADMIN);
    }

    /** Brings a document of this party as a file. */
    HttpBrowser.Page brings(TestOperator who, String id, String entity) {
        var address = gateway.at("/connect/providers/" + id + "/metadata");
        var token = Objects.requireNonNull(
                who.browser().get(address).form("/metadata").get("_csrf"));
        var document = TestIdentityProvider.named(entity).metadata(entity + "/sso");
        return TestConnecting.post(who.browser(), address, Map.of("from", "file", "_csrf", token), document);
    }

    /** How many connections have such an id. */
    int providers(String like) {
        return gateway.jdbc()
                .sql("select count(*) from identity_provider where id like :like")
                .param("like", like)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        gateway.close();
    }

    private TestOperator entered(String partner, String email, Role role) {
        var operator = TestOperator.invited(gateway, clock, partner, email, Appointment.to(role));
        assertThat(operator.entersConsole().status()).isEqualTo(200);
        return operator;
    }
}
