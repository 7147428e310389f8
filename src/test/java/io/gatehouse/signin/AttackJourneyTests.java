package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import org.w3c.dom.Element;

/** What somebody tries who has a browser, a first factor, or an identity provider, and means no good. */
class AttackJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);
    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

    private static Stage stage;
    private static TestPortal portal;
    private static Gateway gateway;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        stage = Stage.at(
                CLOCK,
                TestPartners.northwindAt(IDP)
                        .andThen(p -> p.file(
                                        "broken/partner.yaml",
                                        TestPartners.northwind().replace("northwind", "broken"))
                                .file("broken/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"))));
        portal = stage.portal();
        gateway = stage.gateway();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void timePasses() {
        CLOCK.advance(Duration.ofMinutes(1));
    }

    @Test
    void aFirstFactorEndsWithItsIdentityProvider() {
        var enrolment = signIn("broken", "stale");
        var codes = enrolment.submit("enrol", "code", APP.firstCode(enrolment));
        int opened = portal.openedSessions().size();
        // It was broken into, so the administrator retires it; whoever it let in a minute ago is not let further.
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> gateway.bean(ProviderConfiguration.class)
                        .retire(new RegistrationId("broken-idp"), "test", Origin.INTERNAL));
        CLOCK.advance(Duration.ofSeconds(2));
        var refused = codes.submit("/sign-in/next");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("identity-provider-not-active");
        assertThat(portal.openedSessions()).hasSize(opened);
    }

    @Test
    void aLongNameAndALongWayBackStillFitTheSignIn() {
        var wish = "/" + "a".repeat(500);
        var page = IdpTrip.depart(browser, gateway, IDP, "northwind-idp?return_to=" + wish)
                .answer(o -> o.nameId("漢".repeat(420))
                        .attribute("email", "long@northwind.example")
                        .authnContext("urn:" + "c".repeat(120))
                        .changedBeforeSigning(d -> ((Element)
                                        d.getElementsByTagNameNS(SAML, "NameID").item(0))
                                .setAttribute("NameQualifier", "q".repeat(100)))
                        .at(CLOCK.instant()));
        assertThat(page.heading()).isEqualTo("Set up your second factor");
    }

    @Test
    void anAddressTooLongToTravelIsNotCarriedAlong() {
        var page = browser.get(gateway.at("/sign-in?return_to=/" + "a".repeat(500)));
        var leaving = page.submit("/sign-in", "email", "漢\u0001".repeat(115) + "@northwind.example");
        assertThat(leaving.heading()).isEqualTo("On to your company’s sign-in");
    }

    @Test
    void linksInManyTabsDoNotLockABrowserOut() {
        var wish = "?return_to=/" + "a".repeat(500);
        for (int i = 0; i < 5; i++) {
            var page = browser.get(gateway.at("/sign-in" + wish));
            var refresh = page.submit("/sign-in", "email", "somebody@northwind.example")
                    .header("Refresh");
            browser.getOnce(gateway.at(refresh.substring("0; url=".length())));
        }
        assertThat(browser.getOnce(gateway.at("/sign-in")).statusCode()).isEqualTo(200);
    }

    @Test
    void aFileSentToAFormIsNotUnpacked() {
        var page = browser.get(gateway.at("/sign-in"));
        var body = new StringBuilder();
        page.form("/sign-in")
                .forEach((name, value) -> body.append("--x\r\nContent-Disposition: form-data; name=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(value)
                        .append("\r\n"));
        var answer = browser.postOnce(gateway.at("/sign-in"), "multipart/form-data; boundary=x", body + "--x--\r\n");
        assertThat(answer.statusCode()).isEqualTo(403); // its CSRF token is never seen
    }

    @Test
    void twoEnrolmentsAtOnceEndInOneAuthenticatorAndNoFailure() throws Exception {
        var first = signIn("northwind", "doubled");
        var form = first.form("enrol");
        form.put("code", APP.firstCode(first));
        Callable<Integer> post = () -> browser.copy()
                .postOnce(gateway.at("/sign-in/second-factor/enrol"), form)
                .statusCode();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var statuses = pool.invokeAll(List.of(post, post, post, post, post, post, post, post)).stream()
                    .map(f -> f.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
            assertThat(statuses).allMatch(s -> s == 200 || s == 303);
        }
    }

    @Test
    void aCrowdOfOurCookiesBreaksNothing() {
        for (int i = 0; i < 80; i++) {
            browser.setCookie(gateway.base(), "gatehouse-sign-in-" + i, "x");
            browser.setCookie(gateway.base(), "gatehouse-request-" + (100_000_000_000L + i), "x");
        }
        assertThat(browser.getOnce(gateway.at("/sign-in")).statusCode()).isEqualTo(200);
        assertThat(browser.getOnce(gateway.at("/saml2/authenticate/northwind-idp"))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void anAddressOnlyTheParserTakesForOursIsNotOfADomainOfOurs() {
        for (var domain : List.of("ｎorthwind.example", "northwind。example", "northwind.example.")) {
            var page = IdpTrip.depart(new HttpBrowser(), gateway, IDP, "northwind-idp")
                    .answer(o -> o.nameId("fold " + domain.length() + domain.codePointAt(0))
                            .attribute("email", "boss@" + domain)
                            .at(CLOCK.instant()));
            assertThat(page.status()).as(domain).isEqualTo(403);
        }
    }

    @Test
    void evenAnAddressThatIsNoneIsAnsweredWithOurHeaders() {
        for (var path : List.of("/sign-in;a=b", "//sign-in", "/invitation/%0d%0aX")) {
            var answer = browser.getOnce(URI.create(gateway.base() + path));
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            var headers = answer.headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).as(path).hasValue("DENY");
        }
    }

    private Page signIn(String partner, String name) {
        return IdpTrip.depart(browser, gateway, IDP, partner + "-idp")
                .answer(o -> o.nameId(name)
                        .attribute("email", name + "@" + partner + ".example")
                        .at(CLOCK.instant()));
    }
}
