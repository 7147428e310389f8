package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.REPLAYED;
import static io.gatehouse.reason.Reason.REQUEST_EXPIRED;
import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.UNSOLICITED_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.FormText;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good responses that come in a wrong way, to a wrong place, or at a wrong time. */
class TransportRefusalJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static Stage stage;
    private static TestPortal portal;
    private static Gateway gateway;
    private static Refusing refusing;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        stage = Stage.at(
                CLOCK,
                p -> p.file(
                                "northwind/partner.yaml",
                                TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                        .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso")));
        portal = stage.portal();
        gateway = stage.gateway();
        refusing = new Refusing(gateway);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @AfterEach
    void nothingReachedThePortal() {
        assertThat(portal.openedSessions()).noneMatch(session -> session.email().startsWith("refused"));
    }

    @Test
    void takesNothingByGet() {
        var trip = depart();
        var answer = browser.getOnce(URI.create(trip.acs() + "?" + FormText.of(good(trip))));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(browser.cookies(gateway.base()).keySet()).noneMatch(name -> name.startsWith("gatehouse-sign-in-"));
    }

    @Test
    void refusesAResponseInTheQuery() {
        var trip = depart();
        var beside = browser.post(
                URI.create(trip.acs() + "?" + FormText.of(good(trip))), FormText.TYPE, FormText.of(good(trip)));
        refused(beside, "response-in-query");
        refused(
                browser.post(URI.create(trip.acs() + "?" + FormText.of(good(trip))), FormText.TYPE, ""),
                "response-in-query");
    }

    @Test
    void knowsTheSignInOfAResponseThatCannotBeRead() {
        var trip = depart();
        var form = new LinkedHashMap<>(good(trip));
        form.put("SAMLResponse", "!");
        var page = browser.post(trip.acs(), form);
        refusing.refused(page, RESPONSE_MALFORMED);
        assertThat(refusing.eventsOf(page.reference()))
                .extracting(Refusing.Event::type)
                .containsExactly("sign-in.started", "first-factor");
    }

    @Test
    void refusesTwoResponsesAndNone() {
        var trip = depart();
        var good = FormText.of(good(trip));
        refused(browser.post(trip.acs(), FormText.TYPE, good + "&" + good), "one-response");
        refused(browser.post(trip.acs(), FormText.TYPE, "RelayState=x"), "one-response");
        refused(browser.post(trip.acs(), FormText.TYPE, good + "&RelayState=x&RelayState=y"), "one-relay-state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data; boundary=x", "application/json", "text/plain", "text/xml", "nonsense"})
    void takesFormsOnly(String contentType) {
        var trip = depart();
        var page = browser.post(trip.acs(), contentType, FormText.of(good(trip)));
        assertThat(page.status()).isEqualTo(415);
        assertThat(page.headers("Set-Cookie")).isEmpty();
        assertThat(page.heading()).isNotEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var trip = depart();
        refused(
                browser.post(trip.acs(), FormText.TYPE, FormText.of(good(trip)) + "&x=" + "y".repeat(500_000)),
                "body-too-long");
        refused(browser.post(trip.acs(), Map.of("SAMLResponse", "QUJD".repeat(90_000))), "response-too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "*!not base64!*", "PHNhbWw-", "====", "QQ==QQ=="})
    void refusesWhatIsNotBase64(String text) {
        var trip = depart();
        refused(browser.post(trip.acs(), Map.of("SAMLResponse", text)), "base64");
    }

    @Test
    void refusesEscapesThatAreNone() {
        refused(browser.post(depart().acs(), FormText.TYPE, "SAMLResponse=%zz"), "bad-escape");
    }

    @Test
    void refusesAResponseInAnotherBrowser() {
        var trip = depart();
        var page = new HttpBrowser().post(trip.acs(), good(trip));
        refusing.refused(page, REQUEST_UNKNOWN);
        assertThat(page.body()).contains("care@vendor.example");
    }

    @Test
    void refusesAResponseAfterTenMinutes() {
        var trip = depart();
        CLOCK.advance(Duration.ofMinutes(10).plusSeconds(1));
        var page = trip.post(trip.response(o -> o.at(CLOCK.instant())));
        assertThat(page.reason()).isIn(REQUEST_EXPIRED.code(), REQUEST_UNKNOWN.code());
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void refusesAReplayEvenWithTheCookieOfTheRequest() {
        var trip = depart();
        var form = trip.form(trip.response(o -> o.nameId("replayer")
                .attribute("email", "replayer@northwind.example")
                .at(CLOCK.instant())));
        var thief = browser.copy();
        assertThat(browser.post(trip.acs(), form).uri().toString())
                .startsWith(portal.origin().toString());
        int calls = portal.calls().size();
        var page = thief.post(trip.acs(), form);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo(REPLAYED.code());
        assertThat(page.headers("Set-Cookie")).noneMatch(c -> c.contains("gatehouse-sign-in-"));
        assertThat(refusing.eventsOf(page.reference()))
                .filteredOn(e -> e.outcome().equals("failure"))
                .singleElement()
                .satisfies(e -> assertThat(e.reason()).isEqualTo(REPLAYED.code()));
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void refusesWhatNobodyAskedFor() {
        var trip = depart();
        var xml = IDP.respond(ResponseOrder.to(trip.acs().toString(), trip.entityId())
                .at(CLOCK.instant())
                .attribute("email", "refused@northwind.example"));
        refusing.refused(new HttpBrowser().post(trip.acs(), Map.of("SAMLResponse", base64(xml))), UNSOLICITED_RESPONSE);
    }

    private void refused(Page page, String problem) {
        var event = refusing.refused(page, RESPONSE_MALFORMED);
        assertThat(event.details()).contains("\"" + problem + "\"");
        assertThat(event.partner()).isEqualTo("northwind");
    }

    private IdpTrip depart() {
        return IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
    }

    private static Map<String, String> good(IdpTrip trip) {
        return trip.form(trip.response(o -> o.nameId("refused")
                .attribute("email", "refused@northwind.example")
                .at(CLOCK.instant())));
    }

    private static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
