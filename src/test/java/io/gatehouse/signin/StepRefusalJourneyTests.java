package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.PORTAL_CONFLICT;
import static io.gatehouse.reason.Reason.PORTAL_DECLINED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_CLOCK_DRIFT;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_LOCKED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** People who are known and yet get no further: at the second factor, or at the portal. */
class StepRefusalJourneyTests {
    private static final String MULTI_FACTOR = "https://refeds.org/profile/mfa";
    private static final TestIdentityProvider NORTHWIND = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider FABRIKAM = TestIdentityProvider.named("https://idp.fabrikam.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);

    private static Stage stage;
    private static TestPortal portal;
    private static Gateway gateway;
    private static Refusing refusing;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        stage = Stage.at(
                CLOCK,
                TestPartners.northwindAt(NORTHWIND)
                        .andThen(p -> p.file("fabrikam/partner.yaml", """
                        partner: fabrikam
                        name: Fabrikam
                        domains: [fabrikam.example]
                        authentication-types: [sso]
                        account-manager: { name: Partner Care, email: care@vendor.example }
                        second-factor:
                          policy: trust-idp
                          trusted-authn-contexts: [%s]
                          max-age: 1h
                        identity-providers:
                          - id: fabrikam-idp
                            metadata: idp.xml
                            provisioning: just-in-time
                        """.formatted(MULTI_FACTOR))
                                .file("fabrikam/idp.xml", FABRIKAM.metadata("http://127.0.0.1:9/sso"))));
        portal = stage.portal();
        gateway = stage.gateway();
        refusing = new Refusing(gateway);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void mend() {
        portal.recovers();
        CLOCK.advance(Duration.ofMinutes(1));
    }

    @Test
    void locksAfterFiveWrongCodesAndTakesNoRightOneMeanwhile() {
        var key = enrolled("guesser");
        CLOCK.advance(Duration.ofMinutes(1));
        int calls = portal.calls().size();
        var page = northwind("guesser");
        var reference = reference();
        for (int i = 0; i < 5; i++) {
            page = page.submit("second-factor", "code", APP.wrong(key));
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.reason()).isEqualTo(SECOND_FACTOR_WRONG.code());
        }
        page = page.submit("second-factor", "code", APP.code(key));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo(SECOND_FACTOR_LOCKED.code());
        assertThat(failures(reference))
                .containsExactly(
                        SECOND_FACTOR_WRONG,
                        SECOND_FACTOR_WRONG,
                        SECOND_FACTOR_WRONG,
                        SECOND_FACTOR_WRONG,
                        SECOND_FACTOR_WRONG,
                        SECOND_FACTOR_LOCKED);
        assertThat(portal.calls()).hasSize(calls);

        // A new sign-in is no way around the lock.
        var fresh = northwind("guesser").submit("second-factor", "code", APP.code(key));
        assertThat(fresh.reason()).isEqualTo(SECOND_FACTOR_LOCKED.code());
        assertThat(portal.calls()).hasSize(calls);

        CLOCK.advance(Duration.ofSeconds(61));
        var landed = northwind("guesser").submit("second-factor", "code", APP.code(key));
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
    }

    @Test
    void tellsAClockThatIsOffByTwoCodesThatAgree() {
        var key = enrolled("drifter");
        CLOCK.advance(Duration.ofMinutes(1));
        int calls = portal.calls().size();
        var page = northwind("drifter");
        var reference = reference();
        page = page.submit("second-factor", "code", APP.code(key, 6));
        assertThat(page.reason()).isEqualTo(SECOND_FACTOR_WRONG.code());
        CLOCK.advance(Duration.ofSeconds(30));
        page = page.submit("second-factor", "code", APP.code(key, 6));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo(SECOND_FACTOR_CLOCK_DRIFT.code());
        assertThat(failures(reference)).containsExactly(SECOND_FACTOR_WRONG, SECOND_FACTOR_CLOCK_DRIFT);
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void refusesAWrongCodeAtTheEnrolment() {
        var enrolment = northwind("beginner");
        var reference = reference();
        var key = TestAuthenticator.key(enrolment);
        int calls = portal.calls().size();
        var refused = enrolment.submit("enrol", "code", APP.wrong(key));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo(SECOND_FACTOR_WRONG.code());
        assertThat(failures(reference)).containsExactly(SECOND_FACTOR_WRONG);
        assertThat(browser.get(gateway.at("/sign-in/next?sign-in="
                                + enrolment.form("enrol").get("sign-in")))
                        .heading())
                .isEqualTo("Set up your second factor");
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void trustsTheCompanysSecondFactorWhereThePolicyNamesIt() {
        var landed = fabrikam("trusted", MULTI_FACTOR, CLOCK.instant());
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        var by = gateway.jdbc()
                .sql("select distinct second_factor from login_event where email = :email and type = 'portal-session'")
                .param("email", "trusted@fabrikam.example")
                .query(String.class)
                .list();
        assertThat(by).containsExactly("idp");
        assertThat(secondFactorOf("trusted@fabrikam.example"))
                .contains("\"authn_context\":\"" + MULTI_FACTOR + "\"", "\"age_seconds\":", MULTI_FACTOR + "\"]");
    }

    @Test
    void countsATrustedMethodHoweverManyOthersComeBeforeIt() {
        var landed = stage.signIn(
                browser,
                FABRIKAM,
                "fabrikam",
                "manyways",
                o -> o.attribute("amr", "a", "b", "c", "d", "e", "f", MULTI_FACTOR));
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        assertThat(secondFactorOf("manyways@fabrikam.example")).contains(MULTI_FACTOR);
    }

    @Test
    void asksForItsOwnWhereThePolicyDoesNotNameIt() {
        int calls = portal.calls().size();
        var password = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
        assertThat(fabrikam("untrusted", password, CLOCK.instant()).heading()).isEqualTo("Set up your second factor");
        assertThat(fabrikam("untrusted", MULTI_FACTOR + "/", CLOCK.instant()).heading())
                .isEqualTo("Set up your second factor");
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void asksForItsOwnWhereTheCompanysIsTooOld() {
        int calls = portal.calls().size();
        var hourAgo = CLOCK.instant().minus(Duration.ofHours(1)).minusSeconds(1);
        assertThat(fabrikam("stale", MULTI_FACTOR, hourAgo).heading()).isEqualTo("Set up your second factor");
        assertThat(portal.calls()).hasSize(calls);
        var recent = CLOCK.instant().minus(Duration.ofMinutes(59));
        assertThat(fabrikam("stale", MULTI_FACTOR, recent).uri().toString())
                .startsWith(portal.origin().toString());
    }

    @Test
    void tellsThatThePortalDeclined() {
        portal.declines("{\"reason\": \"<b>no contract</b>\"}");
        int opened = portal.openedSessions().size();
        var page = fabrikam("declined", MULTI_FACTOR, CLOCK.instant());
        refusing.refused(page, PORTAL_DECLINED, "portal-session");
        assertThat(page.body()).doesNotContain("<b>no contract");
        assertThat(portal.openedSessions()).hasSize(opened);
        assertThat(browser.cookies(gateway.base())).doesNotContainKey("gatehouse-signed-in");
    }

    @Test
    void tellsThatThePortalSeesAConflict() {
        portal.fails(1, 409);
        int opened = portal.openedSessions().size();
        refusing.refused(fabrikam("conflict", MULTI_FACTOR, CLOCK.instant()), PORTAL_CONFLICT, "portal-session");
        assertThat(portal.openedSessions()).hasSize(opened);
        assertThat(browser.cookies(gateway.base())).doesNotContainKey("gatehouse-signed-in");
    }

    private String enrolled(String name) {
        var enrolment = northwind(name);
        var key = TestAuthenticator.key(enrolment);
        var landed = enrolment.submit("enrol", "code", APP.code(key)).submit("/sign-in/next");
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        return key;
    }

    private Page northwind(String name) {
        return stage.signIn(browser, NORTHWIND, "northwind", name);
    }

    private Page fabrikam(String name, String context, Instant authenticated) {
        return stage.signIn(
                browser,
                FABRIKAM,
                "fabrikam",
                name,
                o -> o.authnContext(context)
                        .changedBeforeSigning(document -> authenticatedAt(document, authenticated)));
    }

    private static void authenticatedAt(Document document, Instant when) {
        var statement =
                (Element) document.getElementsByTagNameNS("*", "AuthnStatement").item(0);
        statement.setAttribute("AuthnInstant", when.toString());
    }

    private static String secondFactorOf(String email) {
        return gateway.jdbc()
                .sql("select details from login_event where email = :email and type = 'second-factor'"
                        + " and outcome = 'success' and second_factor = 'idp'")
                .param("email", email)
                .query(String.class)
                .single();
    }

    private static String reference() {
        return gateway.jdbc()
                .sql(
                        "select reference from login_event where type = 'first-factor' order by time desc, id desc limit 1")
                .query(String.class)
                .single();
    }

    private List<Reason> failures(String reference) {
        return refusing.eventsOf(reference).stream()
                .filter(event -> event.outcome().equals("failure"))
                .map(event -> Reason.ofCode(event.reason()).orElseThrow())
                .toList();
    }
}
