package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.IDENTITY_PROVIDER_NOT_ACTIVE;
import static io.gatehouse.reason.Reason.REPLAYED;
import static io.gatehouse.reason.Reason.REQUEST_EXPIRED;
import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.UNSOLICITED_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Good responses that come in a wrong way, to a wrong place, or at a wrong time. */
class TransportRefusalJourneyTests {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider ENDING = TestIdentityProvider.named("https://ending.northwind.example");
    private static final TestIdentityProvider LEAVING = TestIdentityProvider.named("https://leaving.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final Instant END = CLOCK.instant().plus(Duration.ofDays(2));

    private static TestPortal portal;
    private static Gateway gateway;
    private static Refusing refusing;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .clock(CLOCK)
                .file(
                        "northwind/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time") + """
                          - id: northwind-ending
                            metadata: ending.xml
                            provisioning: just-in-time
                          - id: northwind-leaving
                            metadata: leaving.xml
                            provisioning: just-in-time
                          - id: northwind-draft
                        """)
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"))
                .file(
                        "northwind/ending.xml",
                        ENDING.metadata("http://127.0.0.1:9/sso")
                                .replaceFirst(" entityID", " validUntil=\"" + END + "\" entityID"))
                .file("northwind/leaving.xml", LEAVING.metadata("http://127.0.0.1:9/sso"));
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        refusing = new Refusing(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @AfterEach
    void nothingReachedThePortal() {
        assertThat(portal.openedSessions()).noneMatch(session -> session.email().startsWith("refused"));
    }

    @Test
    void takesNothingByGet() {
        var trip = depart();
        var answer = browser.getOnce(URI.create(trip.acs() + "?" + encoded(good(trip))));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertThat(browser.cookies(gateway.base()).keySet()).noneMatch(name -> name.startsWith("gatehouse-sign-in-"));
    }

    @Test
    void refusesAResponseInTheQuery() {
        var trip = depart();
        var beside = browser.post(URI.create(trip.acs() + "?" + encoded(good(trip))), FORM, encoded(good(trip)));
        refused(beside, "response-in-query");
        refused(browser.post(URI.create(trip.acs() + "?" + encoded(good(trip))), FORM, ""), "response-in-query");
    }

    @Test
    void refusesTwoResponsesAndNone() {
        var trip = depart();
        var good = encoded(good(trip));
        refused(browser.post(trip.acs(), FORM, good + "&" + good), "one-response");
        refused(browser.post(trip.acs(), FORM, "RelayState=x"), "one-response");
        refused(browser.post(trip.acs(), FORM, good + "&RelayState=x&RelayState=y"), "one-relay-state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data; boundary=x", "application/json", "text/plain", "text/xml", "nonsense"})
    void takesFormsOnly(String contentType) {
        var trip = depart();
        var page = browser.post(trip.acs(), contentType, encoded(good(trip)));
        assertThat(page.status()).isEqualTo(415);
        assertThat(page.headers("Set-Cookie")).isEmpty();
        assertThat(page.heading()).isNotEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        var trip = depart();
        refused(browser.post(trip.acs(), FORM, encoded(good(trip)) + "&x=" + "y".repeat(500_000)), "body-too-long");
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
        refused(browser.post(depart().acs(), FORM, "SAMLResponse=%zz"), "bad-escape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "NORTHWIND-IDP", "northwind-idp%00", "a'b"})
    void knowsNoOtherProviders(String id) {
        var trip = depart();
        var arrival = browser.post(gateway.at("/login/saml2/sso/" + id), good(trip));
        assertThat(arrival.status()).isIn(404, 400);
        assertThat(arrival.headers("Set-Cookie")).isEmpty();
        assertThat(browser.getOnce(gateway.at("/saml2/authenticate/" + id)).statusCode())
                .isIn(404, 400);
    }

    @Test
    void aDraftSendsNobodyOffAndLetsNobodyIn() {
        refusing.refused(browser.get(gateway.at("/saml2/authenticate/northwind-draft")), IDENTITY_PROVIDER_NOT_ACTIVE);
        var trip = depart();
        refusing.refused(
                browser.post(gateway.at("/login/saml2/sso/northwind-draft"), good(trip)), IDENTITY_PROVIDER_NOT_ACTIVE);
    }

    @Test
    void aRetiredProviderSendsNobodyOffAndLetsNobodyIn() {
        var trip = IdpTrip.depart(browser, gateway, LEAVING, "northwind-leaving");
        var xml = trip.response(o -> o.at(CLOCK.instant()));
        gateway.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> gateway.bean(ProviderConfiguration.class)
                        .retire(new RegistrationId("northwind-leaving"), "test", Origin.INTERNAL));
        refusing.refused(trip.post(xml), IDENTITY_PROVIDER_NOT_ACTIVE);
        refusing.refused(
                browser.get(gateway.at("/saml2/authenticate/northwind-leaving")), IDENTITY_PROVIDER_NOT_ACTIVE);
    }

    @Test
    void metadataPastItsEndSendsNobodyOffAndLetsNobodyIn() {
        CLOCK.set(END.minusSeconds(1));
        var trip = IdpTrip.depart(browser, gateway, ENDING, "northwind-ending");
        var xml = trip.response(o -> o.at(CLOCK.instant()));
        CLOCK.advance(Duration.ofSeconds(1));
        var event = refusing.refused(trip.post(xml), IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(event.details()).contains("expired");
        refusing.refused(browser.get(gateway.at("/saml2/authenticate/northwind-ending")), IDENTITY_PROVIDER_NOT_ACTIVE);
    }

    @Test
    void refusesAResponseInAnotherBrowser() {
        var trip = depart();
        refusing.refused(new HttpBrowser().post(trip.acs(), good(trip)), REQUEST_UNKNOWN);
    }

    @Test
    void refusesAResponseToARequestOfAnotherProvider() {
        var other = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
        var order = ResponseOrder.to(
                        gateway.at("/login/saml2/sso/northwind-ending").toString(),
                        gateway.at("/saml2/metadata/northwind-ending").toString())
                .inResponseTo(other.requestId())
                .at(CLOCK.instant());
        var page = browser.post(gateway.at("/login/saml2/sso/northwind-idp"), other.form(ENDING.respond(order)));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo("issuer-mismatch");
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

    private static String encoded(Map<String, String> fields) {
        var text = new StringBuilder();
        fields.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
