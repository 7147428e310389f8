package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** A gateway with a partner from a file, one made here and a refused folder, and people of each kind at its console. */
final class ConsoleScene implements AutoCloseable {
    private static final TestIdentityProvider NORTHWIND = TestIdentityProvider.named("https://idp.northwind.example");

    final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final Gateway gateway;
    final TestOperator admin;
    final TestOperator auditor;

    /** An administrator of fabrikam. */
    final TestOperator petra;

    /** Somebody of northwind who may do nothing here. */
    final TestOperator anna;

    ConsoleScene() {
        gateway = Gateway.prepared()
                .clock(clock)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .file("northwind/partner.yaml", """
                        partner: northwind
                        name: Northwind Traders
                        domains: [northwind.example]
                        authentication-types: [sso, cloud]
                        account-manager: { name: Partner Care, email: care@vendor.example }
                        identity-providers:
                          - id: northwind-idp
                            metadata: idp.xml
                        """)
                .file("northwind/idp.xml", NORTHWIND.metadata("https://idp.northwind.example/sso"))
                .file("broken/partner.yaml", "partner: broken\nallowed-ips: [10.0.0.0/8]\n")
                .start();
        var fabrikam = new Partner(
                new PartnerId("fabrikam"),
                "Fabrikam",
                Set.of("fabrikam.example"),
                Set.of(AuthenticationType.SSO, AuthenticationType.CLOUD),
                false,
                null,
                SecondFactorPolicy.REQUIRED,
                null);
        gateway.bean(org.springframework.transaction.support.TransactionOperations.class)
                .executeWithoutResult(_ -> gateway.bean(Partners.class).save(fabrikam));
        // An administrator's word for its domain, as far as this test goes.
        gateway.jdbc()
                .sql(
                        "update partner_domain set proved_at = current_timestamp, proved_how = 'word' where partner_id = 'fabrikam'")
                .update();
        gateway.jdbc()
                .sql("update configuration_version set version = version + 1")
                .update();
        clock.advance(Duration.ofSeconds(2));
        admin = person("operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
        auditor = person("operators", "audrey@vendor.example", Appointment.to(Role.AUDITOR));
        petra = person("fabrikam", "petra@fabrikam.example", Appointment.to(Role.PARTNER_ADMIN));
        anna = TestOperator.invited(gateway, clock, "northwind", "anna@northwind.example", Appointment.NONE);
    }

    private TestOperator person(String partner, String email, Appointment appointment) {
        var person = TestOperator.invited(gateway, clock, partner, email, appointment);
        assertThat(person.entersConsole().status()).isEqualTo(200);
        return person;
    }

    /** Fabrikam claims this domain too; nothing proves it. */
    void claims(String domain) {
        gateway.jdbc()
                .sql("insert into partner_domain (domain, partner_id) values (:domain, 'fabrikam')")
                .param("domain", domain)
                .update();
        gateway.jdbc()
                .sql("update configuration_version set version = version + 1")
                .update();
        clock.advance(Duration.ofSeconds(2));
    }

    /** What this person did, where a member of the details says one of these. */
    List<LoginEvent> stepsBy(TestOperator who, String member, String... said) {
        var filter = new EventFilter(null, null, null, null, null, null, null, null, null, null);
        return gateway.bean(LoginEvents.class).search(filter, 200).items().stream()
                .filter(e -> ("account:" + who.account().id()).equals(e.actor()))
                .filter(e -> Set.of(said)
                        .contains(String.valueOf(e.details().values().get(member))))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
