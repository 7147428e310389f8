package io.gatehouse.signin;

import static io.gatehouse.reason.Reason.PORTAL_NOT_CONFIGURED;
import static io.gatehouse.reason.Reason.UNFORESEEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;

/** What people see when the gateway itself is the cause. */
class BrokenGatewayJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");

    private final HttpBrowser browser = new HttpBrowser();

    @Test
    void withoutAPortalASignInEndsOnAPageThatSaysSo() {
        try (var gateway = prepared().start()) {
            var page = signIn(gateway);
            new Refusing(gateway).refused(page, PORTAL_NOT_CONFIGURED, "portal-session");
            assertThat(page.header("Location")).isEmpty();
        }
    }

    @Test
    void whatNobodyForesawIsRefusedWithAPageAndAnEvent() {
        try (var portal = TestPortal.start();
                var gateway = before(portal, prepared()).start()) {
            signIn(gateway);
            int calls = portal.calls().size();
            // A row that no code of ours writes: whoever reads it throws.
            gateway.jdbc().sql("update account set status = 'NO-SUCH'").update();
            var atArrival = signIn(gateway);
            new Refusing(gateway).refused(atArrival, UNFORESEEN, "first-factor");
            assertThat(atArrival.reference()).isEqualTo(lastBegun(gateway));
            assertThat(atArrival.body()).doesNotContain("NO-SUCH", "Exception", "java.");

            gateway.jdbc().sql("update account set status = 'ACTIVE'").update();
            var trip = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
            var arrived = browser.postOnce(trip.acs(), trip.form(trip.response(o -> o)));
            gateway.jdbc().sql("update account set status = 'NO-SUCH'").update();
            var atNext = browser.get(gateway.base()
                    .resolve(arrived.headers().firstValue("Location").orElseThrow()));
            var event = new Refusing(gateway).refused(atNext, UNFORESEEN, "portal-session");
            assertThat(event.partner()).isEqualTo("northwind");
            assertThat(atNext.reference()).isEqualTo(lastBegun(gateway));
            assertThat(new Refusing(gateway).eventsOf(atNext.reference()))
                    .extracting(Refusing.Event::type)
                    .containsExactly("sign-in.started", "first-factor", "portal-session");
            assertThat(atNext.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(portal.calls()).hasSize(calls);
        }
    }

    @Test
    void aStatementThatTheDatabaseRefusesIsADefectAndIsRecorded() {
        try (var portal = TestPortal.start();
                var gateway = before(portal, prepared()).start()) {
            gateway.jdbc()
                    .sql("alter table saml_consumed_assertion rename to elsewhere")
                    .update();
            var atArrival = signIn(gateway);
            new Refusing(gateway).refused(atArrival, UNFORESEEN, "first-factor");
            assertThat(atArrival.reference()).isEqualTo(lastBegun(gateway));
            gateway.jdbc()
                    .sql("alter table elsewhere rename to saml_consumed_assertion")
                    .update();

            gateway.jdbc().sql("alter table portal_session rename to elsewhere").update();
            var atNext = signIn(gateway);
            var event = new Refusing(gateway).refused(atNext, UNFORESEEN, "portal-session");
            assertThat(event.details()).contains("\"got\":\"org.h2.");
            assertThat(atNext.reference()).isEqualTo(lastBegun(gateway));
            assertThat(portal).openedNoSession();
        }
    }

    @Test
    void aDepartureThatFailsBearsTheReferenceOfItsSignIn() {
        try (var gateway = prepared().start()) {
            var leaving = browser.get(gateway.at("/sign-in")).submit("/sign-in", "email", "anna@northwind.example");
            var address = leaving.header("Refresh").replaceFirst("^0; url=/saml2/authenticate/", "");
            gateway.jdbc().sql("alter table login_event rename to elsewhere").update();
            var refused = browser.get(gateway.at("/saml2/authenticate/" + address));
            gateway.jdbc().sql("alter table elsewhere rename to login_event").update();
            assertThat(refused.reason()).isEqualTo("unforeseen");
            IdpTrip.depart(browser, gateway, IDP, address);
            assertThat(refused.reference()).isEqualTo(lastBegun(gateway));
        }
    }

    @Test
    void withoutItsDatabaseNobodyComesInAndItSaysSo() throws Exception {
        var postgres = EmbeddedPostgres.start();
        try (var portal = TestPortal.start();
                var gateway = before(portal, prepared())
                        .on(postgres)
                        .with("spring.datasource.hikari.connection-timeout", "1000")
                        .start()) {
            assertThat(readiness(gateway)).isEqualTo(Status.UP);
            signIn(gateway);
            int calls = portal.calls().size();
            var trip = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
            var form = trip.form(trip.response(o -> o));
            var other = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
            var arrived = browser.postOnce(other.acs(), other.form(other.response(o -> o)));
            postgres.close();

            unavailable(browser.post(trip.acs(), form));
            unavailable(browser.get(gateway.at("/saml2/authenticate/northwind-idp")));
            unavailable(browser.get(gateway.base()
                    .resolve(arrived.headers().firstValue("Location").orElseThrow())));
            assertThat(readiness(gateway)).isEqualTo(Status.DOWN);
            assertThat(portal.calls()).hasSize(calls);
        } finally {
            postgres.close();
        }
    }

    private static String lastBegun(Gateway gateway) {
        return gateway.jdbc()
                .sql(
                        "select reference from login_event where type = 'sign-in.started' order by time desc, id desc limit 1")
                .query(String.class)
                .single();
    }

    private static void unavailable(Page page) {
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.reason()).isEqualTo("unavailable");
        assertThat(page.reference()).hasSize(10);
        assertThat(page.header("Retry-After")).isNotEmpty();
        assertThat(page.headers("Set-Cookie")).noneMatch(c -> c.contains("gatehouse-sign-in-"));
        assertThat(page.body()).doesNotContain("Exception", "postgres", "java.");
    }

    private static Status readiness(Gateway gateway) {
        return gateway.bean(HealthEndpoint.class).healthForPath("readiness").getStatus();
    }

    private Page signIn(Gateway gateway) {
        return IdpTrip.depart(browser, gateway, IDP, "northwind-idp").answer();
    }

    private static Gateway.Preparation prepared() {
        return Gateway.prepared()
                .file(
                        "northwind/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"));
    }

    private static Gateway.Preparation before(TestPortal portal, Gateway.Preparation prepared) {
        portal.settings().forEach(prepared::with);
        return prepared;
    }
}
