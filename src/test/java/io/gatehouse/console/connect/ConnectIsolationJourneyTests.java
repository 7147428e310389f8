package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Suspensions;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestOperator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address under /connect, asked by whoever has no business with a partner: nothing shows, nothing changes. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectIsolationJourneyTests {
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static final String SECRET = "idp.northwind-secret.example";

    private static Gateway gateway;
    private static TestConnecting connecting;
    private static PartnerId northwind;
    private static PartnerId fabrikam;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .start();
        connecting = new TestConnecting(gateway);
        northwind = connecting.partner("northwind", "Northwind Traders");
        fabrikam = connecting.partner("fabrikam", "Fabrikam");
        var owner = new HttpBrowser();
        connecting.begun(owner, northwind).submit("/connect/providers", "vendor", "okta");
        var address = gateway.at("/connect/providers/" + connecting.id("northwind-okta") + "/metadata");
        var fields = Map.of(
                "from", "file", "_csrf", owner.get(address).form("/metadata").get("_csrf"));
        var metadata =
                TestIdentityProvider.named("https://" + SECRET + "/metadata").metadata("https://" + SECRET + "/sso");
        assertThat(TestConnecting.post(owner, address, fields, metadata).heading())
                .isEqualTo("What was read");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void withoutASessionNoAddressSaysOrDoesAnything() {
        var before = state();
        for (var route : routes()) {
            refused(route.ask(new HttpBrowser(), "none"), 403);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aSessionThatIsOverIsNone() {
        var made = connecting.link(northwind);
        browser.get(made.address()).submit("/connect/");
        var csrf =
                browser.get(gateway.at("/connect")).form("/connect/providers").get("_csrf");
        var before = state();
        gateway.bean(ConnectLinks.class).revoke(made.link().id(), northwind, "account:ada", Origin.INTERNAL);
        for (var route : routes()) {
            refused(route.ask(browser, csrf), 403);
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anotherPartnersSessionFindsNothingOfThisOne() {
        var csrf =
                connecting.begun(browser, fabrikam).form("/connect/providers").get("_csrf");
        var before = state();
        for (var route : routes()) {
            if (route.path().contains("{id}")) {
                refused(route.ask(browser, csrf), 404);
            } else if (route.method() == RequestMethod.GET) {
                assertThat(route.ask(browser, csrf).body())
                        .doesNotContain("northwind")
                        .doesNotContain(SECRET);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anAdministratorAtWorkOnOnePartnerFindsNothingOfAnother() {
        var ada = administrator("ada@vendor.example");
        var csrf = connecting.begun(ada, fabrikam).form("/connect/providers").get("_csrf");
        var before = state();
        for (var route : routes()) {
            if (route.path().contains("{id}")) {
                refused(route.ask(ada.browser(), csrf), 404);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anAdministratorWhoIsSuspendedDoesNothingMore() {
        var ada = administrator("alan@vendor.example");
        var csrf = connecting.begun(ada, northwind).form("/connect/providers").get("_csrf");
        gateway.bean(Suspensions.class)
                .suspend(ada.account(), "cli", new EventContext(LoginEvent.Subject.NOBODY, Origin.INTERNAL));
        var before = state();
        for (var route : routes()) {
            var answer = route.ask(ada.browser(), csrf);
            if (route.method() == RequestMethod.GET) {
                refused(answer, 200);
                assertThat(answer.heading()).isEqualTo("Sign in to the console");
            } else {
                refused(answer, 403);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        connecting.begun(browser, northwind);
        var before = state();
        for (var route : routes()) {
            if (route.method() == RequestMethod.POST) {
                refused(route.ask(browser, "forged"), 403);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void linksThatAreOverAnswerAllAlike() {
        var used = connecting.link(northwind);
        new HttpBrowser().get(used.address()).submit("/connect/");
        var revoked = connecting.link(northwind);
        gateway.bean(ConnectLinks.class).revoke(revoked.link().id(), northwind, "account:ada", Origin.INTERNAL);
        var expired = connecting.link(northwind);
        CLOCK.advance(Duration.ofDays(8));
        // A token of an open link's page would pass; the link itself does not.
        var csrf = browser.get(connecting.link(fabrikam).address())
                .form("/connect/")
                .get("_csrf");
        var nobodys = gateway.at("/connect/" + "a".repeat(43)).toString();
        for (var address : List.of(used.address(), revoked.address(), expired.address(), nobodys)) {
            var looked = browser.get(address);
            refused(looked, 403);
            assertThat(looked.reason()).isEqualTo("connect-link-expired");
            var posted = browser.post(URI.create(address), Map.of("_csrf", csrf));
            refused(posted, 403);
            assertThat(posted.reason()).isEqualTo("connect-link-expired");
            assertThat(browser.cookies(gateway.base())).doesNotContainKey("gatehouse-connect");
        }
        assertThat(browser.get(gateway.at("/connect")).status()).isEqualTo(403);
    }

    @Test
    void anIdSaysNothingOfWhetherAnotherPartnerHasOneLikeIt() {
        connecting.begun(browser, fabrikam).submit("/connect/providers", "vendor", "keycloak");
        assertThat(connecting.id("fabrikam-keycloak")).matches("fabrikam-keycloak-[b-z2-9]{4}");
    }

    @Test
    void aLinkThatIsLookedAtManyTimesStillOpens() {
        var made = connecting.link(fabrikam);
        for (int i = 0; i < 3; i++) {
            assertThat(new HttpBrowser().get(made.address()).heading()).isEqualTo("Connect your identity provider");
        }
        assertThat(browser.get(made.address()).submit("/connect/").status()).isEqualTo(200);
        assertThat(browser.cookies(gateway.base())).containsKey("gatehouse-connect");
        assertThat(browser.get(made.address()).uri().getPath())
                .as("again, in the same browser")
                .isEqualTo("/connect");
    }

    private static TestOperator administrator(String email) {
        var administrator = TestOperator.invited(gateway, CLOCK, "operators", email, Appointment.to(Role.ADMIN));
        administrator.entersConsole();
        return administrator;
    }

    private static void refused(HttpBrowser.Page page, int status) {
        assertThat(page.status()).as(page.uri().toString()).isEqualTo(status);
        assertThat(page.body().toLowerCase(Locale.ROOT))
                .as(page.uri().toString())
                .doesNotContain("northwind traders")
                .doesNotContain(SECRET);
    }

    private static List<Route> routes() {
        var routes = gateway.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(p -> p.equals("/connect") || p.startsWith("/connect/"))
                        .filter(p -> !p.contains("{token"))
                        .flatMap(p ->
                                info.getMethodsCondition().getMethods().stream().map(m -> new Route(m, p))))
                .toList();
        assertThat(routes).hasSizeGreaterThan(14);
        return routes;
    }

    private record Route(RequestMethod method, String path) {
        HttpBrowser.Page ask(HttpBrowser browser, String csrf) {
            var address = gateway.at(path.replace("{id}", connecting.id("northwind-okta")));
            if (method == RequestMethod.GET) {
                return browser.get(address);
            }
            var fields = Map.of(
                    "_csrf",
                    csrf,
                    "vendor",
                    "okta",
                    "people",
                    "eve@fabrikam.example",
                    "untested",
                    "yes",
                    "from",
                    "paste",
                    "text",
                    "<x/>");
            return path.endsWith("/metadata")
                    ? TestConnecting.post(browser, address, fields, "")
                    : browser.post(address, fields);
        }
    }

    /** All that could change of a connection. */
    private static List<String> state() {
        var state = new TreeSet<String>();
        for (var table : List.of(
                "identity_provider",
                "identity_provider_version",
                "identity_provider_trial",
                "identity_provider_vendor",
                "test_sign_in")) {
            state.addAll(gateway.jdbc()
                    .sql("select * from " + table)
                    .query((row, _) -> {
                        var text = new StringBuilder(table);
                        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            text.append(' ').append(row.getString(i));
                        }
                        return text.toString();
                    })
                    .list());
        }
        return List.copyOf(state);
    }
}
