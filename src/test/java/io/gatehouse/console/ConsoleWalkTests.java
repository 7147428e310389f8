package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
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
    private static final TestIdentityProvider FABRIKAM = TestIdentityProvider.named("https://idp.fabrikam.example");

    private static ConsoleScene scene;
    private static Gateway gateway;
    private static TestOperator admin;
    private static TestOperator auditor;
    private static TestOperator petra;
    private static TestOperator anna;

    @BeforeAll
    static void start() {
        scene = new ConsoleScene();
        gateway = scene.gateway;
        admin = scene.admin;
        auditor = scene.auditor;
        petra = scene.petra;
        anna = scene.anna;
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void everyPageIsThereForWhoSeesItAndHasNoBarriers(Chromium chromium) {
        scene.claims("contoso.example");
        var pages = Map.ofEntries(
                Map.entry("console-overview", "/console"),
                Map.entry("console-ending", "/console/ending"),
                Map.entry("console-folder", "/console/folder"),
                Map.entry("console-keys", "/console/keys"),
                Map.entry("console-partners", "/console/partners"),
                Map.entry("console-partner", "/console/partners/northwind"),
                Map.entry("console-partner-made", "/console/partners/fabrikam"),
                Map.entry("console-people", "/console/partners/northwind/people"),
                Map.entry(
                        "console-person",
                        "/console/partners/northwind/people/" + anna.account().id()),
                Map.entry("console-provider", "/console/partners/northwind/identity-providers/northwind-idp"),
                Map.entry("console-login-events", "/console/login-events"),
                Map.entry("console-partner-events", "/console/partners/northwind/login-events"),
                Map.entry("console-tokens", "/console/tokens"));
        for (var look : List.of(Look.PLAIN, Look.PLAIN.inTheDark())) {
            try (var visitor = admin.at(chromium, look)) {
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
        try (var visitor = auditor.at(chromium, Look.PLAIN.onATelephone())) {
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
        try (var visitor = petra.at(chromium, Look.PLAIN.withoutJavaScript())) {
            var page = visitor.page();
            page.navigate(gateway.at("/console").toString());
            page.locator("text=Connect an identity provider").click();
            assertThat(page.locator("h1").textContent()).isEqualTo("Connect an identity provider");
            page.locator("button:text-is('Keycloak')").click();
            brings(page, FABRIKAM.metadata("https://idp.fabrikam.example/sso"));
            page.locator("button:text-is('Back to the console')").click();
            assertThat(page.url()).endsWith("/console/partners/fabrikam");
            page.locator("a:text('fabrikam-keycloak')").click();
            page.locator("button:text-is('Activate for everybody')").click();
            assertThat(page.locator("#refused").textContent()).contains("no test sign-in");
            page.locator("input[name=untested]").first().check();
            page.locator("button:text-is('Activate for everybody')").click();
            assertThat(page.locator("#done").textContent()).contains("serves everybody");
            visitor.screenshot("console-provider-active");

            page.locator("button:text-is('New metadata')").click();
            brings(page, FABRIKAM.metadata("https://login.fabrikam.example/sso"));
            page.locator("button:text-is('Back to the console')").click();
            page.locator("a:text('fabrikam-keycloak')").click();
            assertThat(page.locator("main").textContent()).contains("What would change", "login.fabrikam.example");
            visitor.screenshot("console-provider-staged");
            page.locator("button:text-is('Retire')").click();
            assertThat(page.locator("#done").textContent()).contains("retired");
        }
    }

    private static void brings(Page page, String metadata) {
        page.navigate(page.url().replaceAll("/[a-z]+$", "/metadata"));
        page.locator("#text").fill(metadata);
        page.locator("button:text-is('Use this text')").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("What was read");
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
    void theOverviewSaysWhatNeedsAttention() {
        assertThat(admin.sees("/console").text("main")).contains("The folder broken was refused");
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
}
