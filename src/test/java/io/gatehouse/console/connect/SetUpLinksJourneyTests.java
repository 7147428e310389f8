package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Set-up links as the console makes, lists and takes them back. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class SetUpLinksJourneyTests {
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static final String PAGE = "/console/partners/northwind";

    private static Gateway gateway;
    private static TestOperator ada;
    private static TestOperator audrey;

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .file("filed/partner.yaml", """
                        partner: filed
                        name: Filed
                        domains: [filed.example]
                        authentication-types: [cloud]
                        """)
                .start();
        var connecting = new TestConnecting(gateway);
        connecting.partner("northwind", "Northwind Traders");
        connecting.partner("fabrikam", "Fabrikam", Set.of(AuthenticationType.CLOUD));
        gateway.jdbc()
                .sql("update partner_domain set proved_at = current_timestamp, proved_how = 'word'")
                .update();
        gateway.jdbc()
                .sql("update configuration_version set version = version + 1")
                .update();
        CLOCK.advance(Duration.ofSeconds(2));
        ada = entered("operators", "ada@vendor.example", Role.ADMIN);
        audrey = entered("operators", "audrey@vendor.example", Role.AUDITOR);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aLinkIsShownOnceOpensOnceAndItsUseIsListed() {
        var made = ada.sees(PAGE).submit("/connect-links");
        assertThat(made.heading()).isEqualTo("Set-up link");
        var link = made.text("#link");
        assertThat(link).startsWith(gateway.at("/connect/").toString());
        var page = ada.sees(PAGE);
        assertThat(page.body()).doesNotContain(link.replaceAll(".*/", ""));
        assertThat(newest(page))
                .contains("ada@vendor.example")
                .contains("2026-11-30")
                .contains("open");

        var theirs = new HttpBrowser();
        assertThat(theirs.get(link).submit("/connect/").heading()).isEqualTo("Connect an identity provider");
        assertThat(newest(ada.sees(PAGE)))
                .contains("2026-11-23")
                .contains("used")
                .doesNotContain("never");

        var revoked = ada.sees(PAGE).submit("/revoke");
        assertThat(revoked.text("#done")).contains("taken back");
        assertThat(newest(revoked)).contains("taken back").doesNotContain("Take back");
        assertThat(theirs.get(gateway.at("/connect")).reason()).isEqualTo("connect-link-expired");
    }

    @Test
    void withoutMailTheLinkIsShownEvenWhereAnAddressWasGiven() {
        var made = ada.sees(PAGE).submit("/connect-links", "email", "admin@northwind.example");
        assertThat(made.text("main")).contains("No mail is set up here");
        assertThat(new HttpBrowser().get(made.text("#link")).heading()).isEqualTo("Connect your identity provider");
        var filter =
                new EventFilter("northwind", null, "admin@northwind.example", null, null, null, null, null, null, null);
        assertThat(gateway.bean(LoginEvents.class).search(filter, 5).items())
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.actor()).isEqualTo("account:" + ada.account().id());
                    assertThat(e.details().values())
                            .containsEntry("step", "connect-link-made")
                            .containsEntry("mailed", false);
                });
    }

    @Test
    void whatIsNoAddressIsSentNothingAndTooManyLettersWait() {
        var page = ada.sees(PAGE);
        int before = links();
        var wrong = page.submit("/connect-links", "email", "nobody at all");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text(".problem")).contains("not a whole e-mail address");
        assertThat(wrong.document().selectFirst("#link-email").attr("value")).isEqualTo("nobody at all");
        assertThat(links()).isEqualTo(before);
        var often = page;
        for (int i = 0; i < 50 && often.status() != 429; i++) {
            often = page.submit("/connect-links", "email", "busy@northwind.example");
        }
        assertThat(often.status()).isEqualTo(429);
        assertThat(often.header("Retry-After")).matches("[1-9][0-9]*");
    }

    @Test
    void anAuditorSeesThemAndMakesNone() {
        ada.sees(PAGE).submit("/connect-links");
        var page = audrey.sees(PAGE);
        assertThat(newest(page)).contains("ada@vendor.example");
        assertThat(page.document().select("form[action*=connect-links]")).isEmpty();
        int before = links();
        assertThat(audrey.browser()
                        .post(gateway.at(PAGE + "/connect-links"), Map.of())
                        .reason())
                .isEqualTo("not-permitted");
        assertThat(links()).isEqualTo(before);
    }

    @Test
    void aPartnersOwnAdministratorMakesThemForTheirPartnerOnly() {
        var petra = entered("fabrikam", "petra@fabrikam.example", Role.PARTNER_ADMIN);
        var own = petra.sees("/console/partners/fabrikam");
        assertThat(own.submit("/connect-links").text("#link")).contains("/connect/");
        assertThat(petra.browser()
                        .post(gateway.at(PAGE + "/connect-links"), Map.of())
                        .reason())
                .isEqualTo("not-permitted");
        ada.sees(PAGE).submit("/connect-links");
        var theirs =
                ada.sees(PAGE).document().selectFirst("form[action$=/revoke]").attr("action");
        var foreign = theirs.replace("northwind", "fabrikam");
        var token = own.form("/connect-links").get("_csrf");
        assertThat(petra.browser()
                        .post(gateway.at(foreign), Map.of("_csrf", token))
                        .status())
                .isEqualTo(404);
        assertThat(newest(ada.sees(PAGE))).contains("open");
    }

    @Test
    void aPartnerFromAFileHasNone() {
        assertThat(ada.sees("/console/partners/filed").document().select("form[action*=connect-links]"))
                .isEmpty();
        var token = ada.sees(PAGE).form("/connect-links").get("_csrf");
        assertThat(ada.browser()
                        .post(gateway.at("/console/partners/filed/connect-links"), Map.of("_csrf", token))
                        .status())
                .isEqualTo(404);
    }

    private static String newest(HttpBrowser.Page page) {
        return page.document()
                .select("div[aria-label='Set-up links'] tbody tr")
                .getFirst()
                .text();
    }

    private static int links() {
        return gateway.jdbc()
                .sql("select count(*) from connect_link")
                .query(Integer.class)
                .single();
    }

    private static TestOperator entered(String partner, String email, Role role) {
        var operator = TestOperator.invited(gateway, CLOCK, partner, email, Appointment.to(role));
        assertThat(operator.entersConsole().status()).isEqualTo(200);
        return operator;
    }
}
