package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Suspensions;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Into the console and out of it: who gets in, by which road, and how long they stay. */
class ConsoleEntryJourneyTests {
    private static final TestIdentityProvider VENDOR = TestIdentityProvider.named("https://idp.vendor.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .with("gatehouse.console.partner", "vendor")
                .with("gatehouse.console.groups.auditor", "gate-auditors")
                .file("vendor/partner.yaml", """
                        partner: vendor
                        name: The Vendor
                        domains: [vendor.example]
                        authentication-types: [sso]
                        second-factor:
                          policy: trust-idp
                          trusted-authn-contexts: ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"]
                        identity-providers:
                          - id: vendor-idp
                            metadata: idp.xml
                            provisioning: just-in-time
                        """)
                .file("vendor/idp.xml", VENDOR.metadata("http://127.0.0.1:9/sso"))
                .file("northwind/partner.yaml", """
                        partner: northwind
                        name: Northwind Traders
                        domains: [northwind.example]
                        authentication-types: [cloud]
                        second-factor:
                          policy: optional
                        """)
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void aPartnersAdministratorEntersWithAPasswordAndACodeWhateverThePolicy() {
        var petra = partnerAdmin("petra@northwind.example");
        var page = petra.givesPassword(gateway.at("/console").toString(), TestOperator.PASSWORD);
        assertThat(page.uri().getPath()).isEqualTo("/sign-in/second-factor/enrol");
        page = petra.throughSecondFactor(page);
        assertThat(page.uri().getPath()).isEqualTo("/console/partners/northwind");
        assertThat(events("petra@northwind.example"))
                .filteredOn(e -> "console-entered".equals(e.details().values().get("step")))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.type()).isEqualTo(LoginEvent.Type.ADMINISTRATION);
                    assertThat(e.secondFactor()).isEqualTo("totp");
                    assertThat(e.details().values()).containsEntry("roles", List.of("partner-admin"));
                });
        assertThat(events("petra@northwind.example"))
                .filteredOn(e -> e.type() == LoginEvent.Type.FIRST_FACTOR)
                .allSatisfy(e -> assertThat(e.subject().authenticationType()).isEqualTo("cloud"));
    }

    @Test
    void theRoadToTheConsoleRemembersThePageWished() {
        var page = new HttpBrowser().get(gateway.at("/console/partners/northwind"));
        assertThat(page.uri().toString()).endsWith("/sign-in/console?return_to=%2Fconsole%2Fpartners%2Fnorthwind");
        assertThat(page.heading()).isEqualTo("Sign in to the console");
    }

    @Test
    void whoHasNoRoleIsTurnedAwayAfterBothFactors() {
        var nora = TestOperator.invited(gateway, CLOCK, "northwind", "nora@northwind.example", Appointment.NONE);
        var page = nora.entersConsole();
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo("not-permitted");
        assertThat(nora.sees("/console").heading()).isEqualTo("Sign in to the console");
    }

    @Test
    void theIdentityProvidersWordIsNoSecondFactorForTheConsoleAndItsGroupsAreRoles() {
        var browser = new HttpBrowser();
        var landed = otto(browser, "gate-auditors");
        assertThat(landed.uri().getPath()).isEqualTo("/sign-in/second-factor/enrol");
        var key = TestAuthenticator.key(landed);
        var entered = landed.submit("/enrol", "code", APP.code(key)).submit("/sign-in/next");
        assertThat(entered.uri().getPath()).isEqualTo("/console");
        assertThat(entered.heading()).isEqualTo("Overview");
        assertThat(events("otto@vendor.example"))
                .filteredOn(e -> "console-entered".equals(e.details().values().get("step")))
                .singleElement()
                .satisfies(e -> assertThat(e.details().values()).containsEntry("roles", List.of("auditor")));
        // An auditor sees everything and changes nothing.
        assertThat(browser.get(gateway.at("/console/partners/northwind")).status())
                .isEqualTo(200);
        var tokens = browser.get(gateway.at("/console/tokens"));
        assertThat(tokens.document().select("main form")).isEmpty();
        var csrf = tokens.document().select("input[name=_csrf]").attr("value");
        assertThat(browser.post(gateway.at("/console/tokens"), Map.of("_csrf", csrf, "scope", "admin"))
                        .reason())
                .isEqualTo("not-permitted");
        // Out of the group, out of the console.
        CLOCK.advance(Duration.ofMinutes(2));
        var again = otto(browser, "somebody-else").submit("/sign-in/second-factor", "code", APP.code(key));
        assertThat(again.reason()).isEqualTo("not-permitted");
        assertThat(browser.get(gateway.at("/console")).heading()).isEqualTo("Sign in to the console");
    }

    /** Otto at the console's door with this group, after his identity provider. */
    private static HttpBrowser.Page otto(HttpBrowser browser, String group) {
        var page = browser.get(gateway.at("/sign-in/console")).submit("/sign-in", "email", "otto@vendor.example");
        return IdpTrip.depart(browser, gateway, VENDOR, page.header("Refresh").replaceAll(".*/authenticate/", ""))
                .answer(order -> order.at(CLOCK.instant())
                        .nameId("otto")
                        .attribute("email", "otto@vendor.example")
                        .attribute("groups", group));
    }

    @Test
    void anAdministratorBreaksTheGlassWhenTheIdentityProviderIsDownAndAllAreTold() {
        var glass = TestOperator.invited(gateway, CLOCK, "vendor", "glass@vendor.example", Appointment.BREAK_GLASS);
        var page = glass.throughSecondFactor(
                glass.givesPassword(gateway.at("/sign-in/break-glass").toString(), TestOperator.PASSWORD));
        assertThat(page.uri().getPath()).isEqualTo("/console");
        assertThat(page.status()).isEqualTo(200);
        assertThat(events("glass@vendor.example"))
                .filteredOn(e -> "console-entered".equals(e.details().values().get("step")))
                .singleElement()
                .satisfies(e -> assertThat(e.details().values()).containsEntry("break_glass", true));
        // The partner has no passwords: not for the portal, and not for anybody else.
        assertThat(glass.browser()
                        .get(gateway.at("/sign-in?partner=vendor"))
                        .submit("/sign-in", "email", "glass@vendor.example")
                        .header("Refresh"))
                .contains("/saml2/authenticate/vendor-idp");
        var nobody = new HttpBrowser().get(gateway.at("/sign-in/break-glass"));
        assertThat(nobody.submit("/sign-in/password", "email", "otto@vendor.example", "password", TestOperator.PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void guessingAtAPasswordOfTheConsoleLocksAsAtAnyOtherDoor() {
        var vera = partnerAdmin("vera@northwind.example");
        for (int i = 0; i < 5; i++) {
            vera.givesPassword(gateway.at("/sign-in/console").toString(), "wrong gannet battery");
        }
        var page = vera.givesPassword(gateway.at("/sign-in/console").toString(), TestOperator.PASSWORD);
        assertThat(page.uri().getPath()).isEqualTo("/sign-in/password");
        assertThat(events("vera@northwind.example").getFirst().reason()).isEqualTo(Reason.ACCOUNT_LOCKED);
        assertThat(vera.sees("/console").heading()).isEqualTo("Sign in to the console");
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(vera.givesPassword(gateway.at("/sign-in/console").toString(), TestOperator.PASSWORD)
                        .uri()
                        .getPath())
                .isEqualTo("/sign-in/second-factor/enrol");
    }

    @Test
    void losingTheRoleOrBeingSuspendedEndsItAtTheNextRequest() {
        var rita = partnerAdmin("rita@northwind.example");
        rita.entersConsole();
        assertThat(rita.sees("/console/partners/northwind").status()).isEqualTo(200);
        var context = new EventContext(Subject.NOBODY, Origin.INTERNAL);
        gateway.bean(Roles.class).revoke(rita.account(), Role.PARTNER_ADMIN, "cli", context);
        assertThat(rita.sees("/console/partners/northwind").heading()).isEqualTo("Sign in to the console");
        gateway.bean(Roles.class).grant(rita.account(), Role.PARTNER_ADMIN, "cli", context);
        assertThat(rita.sees("/console/partners/northwind").status()).isEqualTo(200);
        gateway.bean(Suspensions.class).suspend(rita.account(), "cli", context);
        assertThat(rita.sees("/console/partners/northwind").heading()).isEqualTo("Sign in to the console");
    }

    @Test
    void signingOutAndIdlenessEndIt() {
        var sara = partnerAdmin("sara@northwind.example");
        sara.entersConsole();
        var page = sara.sees("/console/partners/northwind");
        assertThat(page.submit("/console/sign-out").heading()).isEqualTo("Sign in to the console");
        assertThat(sara.sees("/console/partners/northwind").heading()).isEqualTo("Sign in to the console");
        assertThat(events("sara@northwind.example"))
                .filteredOn(e -> e.type() == LoginEvent.Type.SIGN_OUT)
                .hasSize(1);
        sara.entersConsole();
        CLOCK.advance(Duration.ofMinutes(31));
        assertThat(sara.sees("/console/partners/northwind").heading()).isEqualTo("Sign in to the console");
    }

    @Test
    void aNewSignInIsANewSessionAndEndsTheOneBefore() {
        var tina = partnerAdmin("tina@northwind.example");
        tina.entersConsole();
        tina.givesPassword(gateway.at("/sign-in/console").toString(), TestOperator.PASSWORD);
        assertThat(gateway.jdbc()
                        .sql("select count(*) from console_session where account = :a and ended_at is null")
                        .param("a", tina.account().id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        tina.throughSecondFactor(
                tina.givesPassword(gateway.at("/sign-in/console").toString(), TestOperator.PASSWORD));
        assertThat(gateway.jdbc()
                        .sql("select count(*) from console_session where account = :a and ended_at is null")
                        .param("a", tina.account().id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aFormWithoutItsTokenOrWithoutASessionIsRefusedAndRecorded() {
        var uma = partnerAdmin("uma@northwind.example");
        uma.entersConsole();
        var refused = uma.browser().post(gateway.at("/console/sign-out"), Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("request-expired");
        assertThat(uma.sees("/console/partners/northwind").status()).isEqualTo(200);
        var stranger = new HttpBrowser().post(gateway.at("/console/sign-out"), Map.of());
        assertThat(stranger.reason()).isEqualTo("not-permitted");
        var filter = new EventFilter(null, null, null, null, null, null, null, null, stranger.reference(), null);
        assertThat(gateway.bean(LoginEvents.class).search(filter, 9).items()).hasSize(1);
    }

    private static TestOperator partnerAdmin(String email) {
        return TestOperator.invited(gateway, CLOCK, "northwind", email, Appointment.to(Role.PARTNER_ADMIN));
    }

    private static List<LoginEvent> events(String email) {
        var filter = new EventFilter(null, null, email, null, null, null, null, null, null, null);
        return gateway.bean(LoginEvents.class).search(filter, 100).items();
    }
}
