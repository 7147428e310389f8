package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.Alteration;
import io.gatehouse.testing.Alterations;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.Scene;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alteration of a valid sign-in, sent over HTTP to a whole gateway: each is refused, told, recorded, and opens nothing. */
class RefusedSignInJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private static final Map<Reason, String> PAGES = new EnumMap<>(Reason.class);

    private static TestPortal portal;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .clock(CLOCK)
                .file(
                        "northwind/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"));
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void theUnalteredResponseLeadsStraightToThePortal() {
        var browser = new HttpBrowser();
        var trip = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
        int before = portal.calls().size();
        var landed = trip.post(scene(trip).valid());
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        assertThat(portal.calls()).hasSize(before + 1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEachAlterationBeforeAnythingOpens(Alteration alteration) {
        var browser = new HttpBrowser();
        var trip = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
        byte[] response = alteration.make().apply(scene(trip));
        CLOCK.advance(Duration.ofSeconds(2));
        var refusing = new Refusing(gateway);
        int calls = portal.calls().size();
        long failures = failures();
        var page = browser.post(trip.acs(), trip.form(response));

        refusing.refused(page, alteration.reason());
        assertThat(failures()).isEqualTo(failures + 1);
        assertThat(portal.calls()).as("calls of the portal").hasSize(calls);
        assertThat(browser.cookies(gateway.base()).keySet())
                .noneMatch(name -> name.startsWith("gatehouse-sign-in-") || name.startsWith("gatehouse-signed-in"));
        // All pages of one reason are the same but for the reference, so nothing that was sent is on any of them.
        var first = PAGES.computeIfAbsent(alteration.reason(), _ -> Refusing.withoutReference(page));
        assertThat(Refusing.withoutReference(page)).isEqualTo(first);
        assertThat(first).doesNotContain("<script>", "_evil", "admin", "b3c5a1f0", "anna", IDP.entityId());
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");

        // The refused step led nowhere: asking for the next one starts anew.
        var next = browser.getOnce(gateway.at("/sign-in/next"));
        assertThat(next.headers().firstValue("Location")).hasValue("/sign-in");
    }

    private static Scene scene(IdpTrip trip) {
        var certificate =
                gateway.bean(ServiceKeys.class).current(Purpose.SAML_ENCRYPTION).certificate();
        return new Scene(IDP, trip.acs().toString(), trip.entityId(), trip.requestId(), CLOCK.instant(), certificate);
    }

    private static long failures() {
        return gateway.jdbc()
                .sql("select count(*) from login_event where outcome = 'failure'")
                .query(Long.class)
                .single();
    }

    static Stream<Alteration> all() {
        return Alterations.all().stream();
    }
}
