package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import io.gatehouse.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every page of the console, seen by everybody who may and asked for by everybody who may not. */
@ExtendWith(Chromium.class)
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConsoleWalkTests {
    private static final TestIdentityProvider NORTHWIND = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider FABRIKAM = TestIdentityProvider.named("https://idp.fabrikam.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static Gateway gateway;
    private static TestOperator admin;
    private static TestOperator auditor;
    private static TestOperator petra;
    private static TestOperator anna;

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
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
        CLOCK.advance(Duration.ofSeconds(2));
        admin = person("operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
        auditor = person("operators", "audrey@vendor.example", Appointment.to(Role.AUDITOR));
        petra = person("fabrikam", "petra@fabrikam.example", Appointment.to(Role.PARTNER_ADMIN));
        anna = TestOperator.invited(gateway, CLOCK, "northwind", "anna@northwind.example", Appointment.NONE);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static TestOperator person(String partner, String email, Appointment appointment) {
        var person = TestOperator.invited(gateway, CLOCK, partner, email, appointment);
        assertThat(person.entersConsole().status()).isEqualTo(200);
        return person;
    }

    @Test
    void everyPageIsThereForWhoSeesItAndHasNoBarriers(Chromium chromium) {
        var pages = Map.of(
                "console-overview", "/console",
                "console-partners", "/console/partners",
                "console-partner", "/console/partners/northwind",
                "console-people", "/console/partners/northwind/people",
                "console-person",
                        "/console/partners/northwind/people/" + anna.account().id(),
                "console-provider", "/console/partners/northwind/identity-providers/northwind-idp",
                "console-provider-new", "/console/partners/fabrikam/identity-providers/new",
                "console-login-events", "/console/login-events",
                "console-partner-events", "/console/partners/northwind/login-events",
                "console-tokens", "/console/tokens");
        for (var look : List.of(Look.PLAIN, Look.PLAIN.inTheDark())) {
            try (var visitor = at(chromium, admin, look)) {
                pages.forEach((name, path) -> {
                    assertThat(visitor.page()
                                    .navigate(gateway.at(path).toString())
                                    .status())
                            .as(path)
                            .isEqualTo(200);
                    visitor.screenshot(name + (look.dark() ? "-dark" : ""));
                    assertThat(visitor.barriers()).as(path).isEmpty();
                });
                assertThat(visitor.complaints()).isEmpty();
            }
        }
        try (var visitor = at(chromium, auditor, Look.PLAIN.onATelephone())) {
            visitor.page().navigate(gateway.at("/console/partners/northwind").toString());
            visitor.screenshot("console-partner-telephone");
            assertThat(visitor.barriers()).isEmpty();
            // Reflow (WCAG 1.4.10): nothing but a table scrolls sideways.
            assertThat(visitor.page().evaluate("document.documentElement.scrollWidth <= 320"))
                    .isEqualTo(true);
        }
    }

    @Test
    void aProviderIsConnectedActivatedAndTakenBackWithoutJavaScript(Chromium chromium) {
        try (var visitor = at(chromium, petra, Look.PLAIN.withoutJavaScript())) {
            var page = visitor.page();
            page.navigate(gateway.at("/console").toString());
            page.locator("text=Connect an identity provider").click();
            page.locator("#id").fill("fabrikam-idp");
            page.locator("#metadata").fill("<not-metadata/>");
            page.locator("button.fit").click();
            assertThat(page.locator("#refused").textContent()).contains("cannot be done");
            assertThat(page.locator("ul.attention").textContent()).contains("not-metadata");
            visitor.screenshot("console-provider-refused");

            page.locator("#metadata").fill(FABRIKAM.metadata("https://idp.fabrikam.example/sso"));
            page.locator("button.fit").click();
            assertThat(page.locator("#done").textContent()).contains("It waits");
            page.locator("button:text-is('Activate for everybody')").click();
            assertThat(page.locator("#refused").textContent()).contains("no test sign-in");
            page.locator("input[name=untested]").first().check();
            page.locator("button:text-is('Activate for everybody')").click();
            assertThat(page.locator("#done").textContent()).contains("serves everybody");
            visitor.screenshot("console-provider-active");

            page.locator("#metadata").fill(FABRIKAM.metadata("https://login.fabrikam.example/sso"));
            page.locator("button:text-is('Stage it')").click();
            assertThat(page.locator("main").textContent()).contains("What would change", "login.fabrikam.example");
            visitor.screenshot("console-provider-staged");
            page.locator("button:text-is('Retire')").click();
            assertThat(page.locator("#done").textContent()).contains("retired");
        }
    }

    @Test
    void anAuditorSeesEverythingAndChangesNothing() {
        for (var path : List.of("/console", "/console/partners", "/console/partners/northwind", "/console/tokens")) {
            assertThat(auditor.sees(path).status()).as(path).isEqualTo(200);
        }
        assertThat(auditor.sees("/console/tokens").document().select("main form"))
                .isEmpty();
        changes(auditor).forEach((path, page) -> {
            assertThat(page.status()).as(path).isEqualTo(403);
            assertThat(page.reason()).as(path).isEqualTo("not-permitted");
            recorded(page, "account:" + auditor.account().id());
        });
    }

    @Test
    void aPartnersAdministratorGetsNowhereElse() {
        assertThat(petra.sees("/console/partners/fabrikam").status()).isEqualTo(200);
        for (var path : routes(RequestMethod.GET)) {
            if (Set.of("/console", "/console/").contains(path)) {
                continue;
            }
            var page = petra.sees(path);
            assertThat(page.status()).as(path).isEqualTo(403);
            recorded(page, "account:" + petra.account().id());
        }
        changes(petra).forEach((path, page) -> {
            assertThat(page.status()).as(path).isEqualTo(403);
            assertThat(page.reason()).as(path).isEqualTo("not-permitted");
        });
        // Of its own partner it may not judge people, and of another's people it finds none below its own address.
        var own = "/console/partners/fabrikam/people/" + petra.account().id();
        for (var deed : List.of("/suspend", "/reset-second-factor", "/end-sessions", "/roles")) {
            assertThat(petra.browser().post(gateway.at(own + deed), Map.of()).reason())
                    .isEqualTo("not-permitted");
        }
        assertThat(petra.sees("/console/partners/fabrikam/people/"
                                + anna.account().id())
                        .status())
                .isEqualTo(404);
        assertThat(petra.sees("/console/partners/fabrikam/identity-providers/northwind-idp")
                        .status())
                .isEqualTo(404);
        assertThat(petra.sees("/console/partners/fabrikam/login-events?partner=northwind&email=anna@northwind.example")
                        .body())
                .doesNotContain(anna.account().id().toString());
    }

    @Test
    void whoHasNoSessionIsAskedToSignInAndChangesNothing() {
        var stranger = new HttpBrowser();
        for (var path : routes(RequestMethod.GET)) {
            assertThat(stranger.get(gateway.at(path)).heading()).as(path).isEqualTo("Sign in to the console");
        }
        for (var path : routes(RequestMethod.POST)) {
            var page = stranger.post(gateway.at(path), Map.of());
            assertThat(page.reason()).as(path).isEqualTo("not-permitted");
            recorded(page, null);
        }
    }

    @Test
    void peopleAreSuspendedReinstatedAndGivenRolesButNobodyJudgesThemselves() {
        var bert = TestOperator.invited(gateway, CLOCK, "northwind", "bert@northwind.example", Appointment.NONE);
        var at = "/console/partners/northwind/people/" + bert.account().id();
        assertThat(admin.sees(at).submit("/suspend").text("#done")).contains("suspended");
        assertThat(admin.sees(at).submit("/reinstate").text("#done")).contains("taken back");
        assertThat(admin.sees(at).submit("/unlock").text("#done")).contains("forgotten");
        assertThat(admin.sees(at).submit("/reset-second-factor").text("#done")).contains("reset");
        assertThat(admin.sees(at).submit("/roles").text("#done")).contains("granted");
        assertThat(admin.sees(at).text("dl")).contains("partner-admin");
        var self = admin.sees(
                "/console/partners/operators/people/" + admin.account().id());
        assertThat(self.document().select("form[action$=/suspend]")).isEmpty();
        var token = self.form("/unlock").get("_csrf");
        var refused = admin.browser()
                .post(
                        gateway.at("/console/partners/operators/people/"
                                + admin.account().id() + "/suspend"),
                        Map.of("_csrf", token));
        assertThat(refused.reason()).isEqualTo("not-permitted");
    }

    @Test
    void anInvitationIsMadeAndATokenIsShownOnceAndRevoked() {
        assertThat(invite("cleo@northwind.example").text("#link")).contains("/invitation/");
        assertThat(invite("cleo@elsewhere.example").status()).isEqualTo(400);

        var made = admin.sees("/console/tokens").submit("/console/tokens", "scope", "auditor", "days", "30");
        var text = made.text("#token");
        assertThat(text).startsWith("gatehouse_");
        assertThat(admin.sees("/console/tokens").body()).doesNotContain(text);
        assertThat(made.submit("/revoke").text("#done")).contains("revoked");
        assertThat(admin.sees("/console/tokens")
                        .submit("/console/tokens", "scope", "partner-admin")
                        .status())
                .isEqualTo(400);
        assertThat(partnerToken("operators")).isEqualTo(400);
        assertThat(partnerToken("fabrikam")).isEqualTo(200);
    }

    @Test
    void theOverviewSaysWhatNeedsAttention() {
        assertThat(admin.sees("/console").text("main")).contains("The folder broken was refused");
    }

    private static int partnerToken(String partner) {
        return admin.sees("/console/tokens")
                .submit("/console/tokens", "scope", "partner-admin", "partner", partner)
                .status();
    }

    private static HttpBrowser.Page invite(String email) {
        var path = "/console/partners/northwind/people";
        var token =
                admin.sees(path).document().select("input[name=_csrf]").last().attr("value");
        return admin.browser().post(gateway.at(path), Map.of("_csrf", token, "email", email));
    }

    /** Answers to every change of the console but leaving it, asked for by this person. */
    private static Map<String, HttpBrowser.Page> changes(TestOperator who) {
        var answers = new java.util.TreeMap<String, HttpBrowser.Page>();
        for (var path : routes(RequestMethod.POST)) {
            if (!path.equals("/console/sign-out")) {
                answers.put(path, who.browser().post(gateway.at(path), Map.of()));
            }
        }
        assertThat(answers).hasSizeGreaterThan(8);
        return answers;
    }

    /** The addresses of the console that answer this method, with northwind's names filled in. */
    private static Set<String> routes(RequestMethod method) {
        var routes = new TreeSet<String>();
        gateway.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().contains(method))
                .flatMap(info -> info.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/console"))
                .forEach(pattern -> routes.add(pattern.replaceAll("\\{deed:([a-z-]+)[^}]*}", "$1")
                        .replace("{partner}", "northwind")
                        .replace("{account}", anna.account().id().toString())
                        .replace("{provider}", "northwind-idp")
                        .replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000")));
        assertThat(routes).isNotEmpty();
        return routes;
    }

    private static void recorded(HttpBrowser.Page page, String actor) {
        var filter = new EventFilter(null, null, null, null, null, null, null, null, page.reference(), null);
        assertThat(gateway.bean(LoginEvents.class).search(filter, 5).items())
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo(actor));
    }

    /** A browser that this person's session is in. */
    private static Visitor at(Chromium chromium, TestOperator who, Look look) {
        var visitor = chromium.open(look);
        var base = gateway.base();
        visitor.context()
                .addCookies(List.of(new Cookie(
                                "gatehouse-console", who.browser().cookies(base).get("gatehouse-console"))
                        .setUrl(base.toString())
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.LAX)));
        return visitor;
    }
}
