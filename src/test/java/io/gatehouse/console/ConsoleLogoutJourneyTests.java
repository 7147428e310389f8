package io.gatehouse.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.TestAuthenticator;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions of the console take part in single logout, either way. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConsoleLogoutJourneyTests {
    private static final TestIdentityProvider VENDOR = TestIdentityProvider.named("https://idp.vendor.example");
    private static final String SLO = "http://127.0.0.1:9/slo";
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final TestAuthenticator APP = new TestAuthenticator(CLOCK);
    private static Gateway gateway;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.console.partner", "vendor")
                .with("gatehouse.console.groups.auditor", "gate-auditors")
                .file("vendor/partner.yaml", """
                        partner: vendor
                        name: The Vendor
                        domains: [vendor.example]
                        authentication-types: [sso]
                        identity-providers:
                          - id: vendor-idp
                            metadata: idp.xml
                            provisioning: just-in-time
                        """)
                .file("vendor/idp.xml", VENDOR.metadataWithLogout("http://127.0.0.1:9/sso", SLO))
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void endAtTheIdentityProvidersWordAndNobodyElses() {
        enters("otto", "s1");
        var other = new HttpBrowser();
        enters(other, "olga", "s2");

        assertThat(codes(order("otto").sessions("another"))).containsExactly("Success", "PartialLogout");
        assertThat(isIn(browser)).as("another session of the same person").isTrue();

        assertThat(codes(order("otto").sessions("s1"))).containsExactly("Success");
        assertThat(isIn(browser)).isFalse();
        assertThat(isIn(other)).as("somebody else").isTrue();
        assertThat(signOuts("otto"))
                .singleElement()
                .satisfies(e -> assertThat(e.details().values())
                        .containsEntry("by", "identity-provider")
                        .containsEntry("from", "console"));
        assertThat(codes(order("olga"))).as("all of a name").containsExactly("Success");
        assertThat(isIn(other)).isFalse();
    }

    @Test
    void leaveForTheIdentityProvidersSignOutToo() {
        enters("oona", "s3");
        var leaving = browser.get(gateway.at("/console")).submit("/console/sign-out");
        assertThat(leaving.status()).isEqualTo(200);
        assertThat(isIn(browser)).isFalse();
        var address = leaving.header("Refresh").replaceFirst("^0; url=", "");
        assertThat(address).startsWith(SLO);
        var request = RedirectText.message(address, "SAMLRequest").getDocumentElement();
        assertThat(request.getLocalName()).isEqualTo("LogoutRequest");
        assertThat(request.getElementsByTagNameNS("*", "NameID").item(0).getTextContent())
                .isEqualTo("oona");
        assertThat(request.getElementsByTagNameNS("*", "SessionIndex").item(0).getTextContent())
                .isEqualTo("s3");
        var answer = LogoutOrder.answer(slo().toString(), request.getAttribute("ID"))
                .at(CLOCK.instant())
                .query(VENDOR, RedirectText.parameters(address).get("RelayState"));
        assertThat(browser.get(URI.create(slo() + "?" + answer)).status()).isEqualTo(200);
        var mine = signOuts("oona");
        assertThat(mine).hasSize(1);
        var reference = mine.getFirst().subject().reference().value();
        assertThat(events(new EventFilter(null, null, null, null, null, null, null, null, reference, null)))
                .as("leaving, and the identity provider's answer")
                .hasSize(2);
    }

    private void enters(String name, String sessionIndex) {
        enters(browser, name, sessionIndex);
    }

    private static void enters(HttpBrowser browser, String name, String sessionIndex) {
        var email = name + "@vendor.example";
        var page = browser.get(gateway.at("/console")).submit("/sign-in", "email", email);
        var enrol = IdpTrip.depart(
                        browser, gateway, VENDOR, page.header("Refresh").replaceAll(".*/authenticate/", ""))
                .answer(order -> order.at(CLOCK.instant())
                        .nameId(name)
                        .sessionIndex(sessionIndex)
                        .attribute("email", email)
                        .attribute("groups", "gate-auditors"));
        var entered = enrol.submit("/enrol", "code", APP.code(TestAuthenticator.key(enrol)))
                .submit("/sign-in/next");
        assertThat(entered.heading()).isEqualTo("Overview");
        CLOCK.advance(Duration.ofSeconds(2));
    }

    private static boolean isIn(HttpBrowser browser) {
        return browser.get(gateway.at("/console")).heading().equals("Overview");
    }

    private static URI slo() {
        return gateway.at("/logout/saml2/slo/vendor-idp");
    }

    private static LogoutOrder order(String name) {
        return LogoutOrder.request(slo().toString()).of(name).at(CLOCK.instant());
    }

    /** What is answered to the identity provider, which asks in a browser that carries none of our cookies. */
    private static List<String> codes(LogoutOrder order) {
        var answer = new HttpBrowser().getOnce(URI.create(slo() + "?" + order.query(VENDOR, "back")));
        return RedirectText.codes(RedirectText.message(
                answer.headers()
                        .firstValue("Location")
                        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body())),
                "SAMLResponse"));
    }

    private static List<LoginEvent> signOuts(String name) {
        return events(new EventFilter(null, null, name + "@vendor.example", null, null, null, null, null, null, null));
    }

    private static List<LoginEvent> events(EventFilter filter) {
        return gateway.bean(LoginEvents.class).search(filter, 100).items().stream()
                .filter(e -> e.type() == LoginEvent.Type.SIGN_OUT)
                .toList();
    }
}
