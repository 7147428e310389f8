package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.IDENTITY_PROVIDER_NOT_ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.Stage;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Good responses of providers that nobody knows, that do not serve yet or no more, or that were not asked. */
class ProviderRefusalJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider ENDING = TestIdentityProvider.named("https://ending.northwind.example");
    private static final TestIdentityProvider LEAVING = TestIdentityProvider.named("https://leaving.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final Instant END = CLOCK.instant().plus(Duration.ofDays(2));

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
                        .file("northwind/leaving.xml", LEAVING.metadata("http://127.0.0.1:9/sso")));
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

    private IdpTrip depart() {
        return IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
    }

    private static Map<String, String> good(IdpTrip trip) {
        return trip.form(trip.response(o -> o.nameId("refused")
                .attribute("email", "refused@northwind.example")
                .at(CLOCK.instant())));
    }
}
