package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.console.connect.TestConnecting;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import io.gatehouse.testing.Visitor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's pages about connecting in real Chromium: light, dark, on a telephone; each seen by axe and kept as a picture. */
@ExtendWith(Chromium.class)
class ConsoleConnectWalkTests {
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final String PAGE = "/console/partners/northwind";

    private static Gateway gateway;
    private static TestOperator ada;

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .file("loose/partner.yaml", """
                        partner: loose
                        name: Loose Goods
                        domains: [loose.example]
                        authentication-types: [sso]
                        identity-providers:
                          - id: loose-idp
                            metadata: idp.xml
                            unsolicited: bounce
                            attributes: { groups: [roles, teams] }
                            insecure-sha1-until: 2999-12-31
                            insecure-cbc: true
                        """)
                .file("loose/idp.xml", metadata("https://idp.loose.example"))
                .start();
        new TestConnecting(gateway).partner("northwind", "Northwind Traders");
        ada = TestOperator.invited(gateway, CLOCK, "operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
        ada.entersConsole();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void linksAreMadeAndTakenBack(Chromium chromium) {
        for (var look : looks()) {
            try (var visitor = ada.at(chromium, look)) {
                var page = visitor.page();
                page.navigate(gateway.at(PAGE).toString());
                page.locator("#link-email").fill("nobody@");
                page.locator("#link-email").evaluate("field => field.form.noValidate = true");
                press(visitor, "Make a set-up link");
                seen(visitor, "console-link-trouble", look);
                page.locator("#link-email").fill("");
                press(visitor, "Make a set-up link");
                assertThat(page.locator("#link").textContent()).contains("/connect/");
                seen(visitor, "console-link-made", look);
                page.locator("a:text('Back to Northwind Traders')").click();
                press(visitor, "Take back");
                assertThat(page.locator("#done").textContent()).contains("taken back");
                seen(visitor, "console-partner-links", look);
                assertThat(visitor.complaints())
                        .filteredOn(c -> !c.contains("400"))
                        .isEmpty();
            }
        }
    }

    @Test
    void aConnectionIsBegunHereAndItsLastTestLookedAt(Chromium chromium) {
        for (var look : looks()) {
            try (var visitor = ada.at(chromium, look)) {
                var page = visitor.page();
                page.navigate(gateway.at(PAGE).toString());
                press(visitor, "Connect an identity provider");
                seen(visitor, "console-connect-vendors", look);
                var id = "northwind-" + name("main", look);
                page.locator("#id").fill(id);
                press(visitor, "Okta");
                page.navigate(
                        gateway.at("/connect/providers/" + id + "/metadata").toString());
                page.locator("#text").fill(metadata("https://idp.northwind.example"));
                press(visitor, "Use this text");
                finishesATest(id);
                page.locator("a:text('Go on to the attributes')").click();
                seen(visitor, "console-connect-attributes", look);
                press(visitor, "Use what is chosen and go on");
                assertThat(page.locator("h1").textContent()).isEqualTo("Test sign-in");
                press(visitor, "Back to the console");
                page.locator("a:text-is('" + id + "')").click();
                assertThat(page.locator("#last-test").textContent()).contains("did not pass", "another version");
                seen(visitor, "console-provider-draft", look);
            }
        }
    }

    @Test
    void whatIsLoosenedIsLoud(Chromium chromium) {
        for (var look : looks()) {
            try (var visitor = ada.at(chromium, look)) {
                visitor.page()
                        .navigate(gateway.at("/console/partners/loose/identity-providers/loose-idp")
                                .toString());
                seen(visitor, "console-provider-loosened", look);
            }
        }
    }

    private static List<Look> looks() {
        return List.of(Look.PLAIN, Look.PLAIN.inTheDark().onATelephone());
    }

    private static String name(String picture, Look look) {
        return picture + (look.dark() ? "-telephone" : "");
    }

    private static void seen(Visitor visitor, String picture, Look look) {
        visitor.screenshot(name(picture, look));
        assertThat(visitor.barriers()).as(picture).isEmpty();
        assertThat((Boolean) visitor.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(picture)
                .isTrue();
    }

    private static void press(Visitor visitor, String button) {
        visitor.page().locator("button:text-is('" + button + "')").first().click();
        visitor.page().waitForLoadState();
    }

    private static void finishesATest(String id) {
        var tests = gateway.bean(TestSignIns.class);
        var begun = tests.begin(new RegistrationId(id), "0".repeat(64), "account:ada");
        gateway.jdbc()
                .sql("update test_sign_in set departed_at = started_at where id = :id")
                .param("id", begun.id())
                .update();
        tests.finish(begun.id(), false, "ACDEFGHJKM", """
                {"reason": "attribute-missing", "checks": [], "arrived": {
                  "signed": ["assertion"], "authn_contexts": [], "clock_offset": 1,
                  "attributes": [
                    {"name": "https://claims.northwind.example/identity/corporateMail", "values": ["anna@northwind.example"]},
                    {"name": "backupMail", "values": ["anna@home.example"]},
                    {"name": "firstName", "values": ["Anna"]},
                    {"name": "jobRoles", "values": ["orders", "billing"]}],
                  "mapping": [
                    {"field": "email", "attribute": null, "suggested": ["https://claims.northwind.example/identity/corporateMail", "backupMail"]},
                    {"field": "given-name", "attribute": "firstName", "suggested": []},
                    {"field": "family-name", "attribute": null, "suggested": []},
                    {"field": "groups", "attribute": null, "suggested": ["jobRoles"]}]}}""");
    }

    private static String metadata(String entity) {
        return TestIdentityProvider.named(entity).metadata(entity + "/sso");
    }
}
