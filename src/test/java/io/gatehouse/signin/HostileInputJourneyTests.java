package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Reason;
import io.gatehouse.secondfactor.SecondFactor;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no page of ours sends: on PostgreSQL, which keeps less than H2 does. */
class HostileInputJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final TestIdentityProvider OTHER = TestIdentityProvider.named("https://idp.fabrikam.example");

    private static TestPortal portal;
    private static EmbeddedPostgres postgres;
    private static Gateway gateway;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        portal = TestPortal.start();
        postgres = TestDatabase.startPostgres();
        var prepared = Gateway.prepared()
                .on(postgres)
                .file("northwind/partner.yaml", TestPartners.northwind())
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"))
                .file(
                        "fabrikam/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time")
                                .replace("northwind", "fabrikam"))
                .file("fabrikam/idp.xml", OTHER.metadata("http://127.0.0.1:9/sso"));
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        postgres.close();
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in?partner=%00",
                "/sign-in?login_hint=a%00b",
                "/sign-in?return_to=/%00",
                "/sign-in/next?sign-in=%00",
                "/sign-in/second-factor?sign-in=%00",
                "/sign-in/second-factor/enrol?sign-in=%00",
                "/saml2/authenticate/northwind-idp?return_to=%00",
                "/saml2/authenticate/northwind-idp?sign-in=%00",
                "/invitation/%00",
                "/saml2/metadata/%00",
                "/%00"
            })
    void aNulAnywhereIsABadRequestWithAPage(String address) {
        int before = events();
        var page = browser.get(gateway.at(address));
        assertThat(page.status()).as(page.body()).isEqualTo(400);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.heading()).isNotEmpty();
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void aNulInAFormIsABadRequestToo() {
        var form = browser.get(gateway.at("/sign-in"));
        assertThat(form.submit("/sign-in", "email", "a\0@northwind.example").status())
                .isEqualTo(400);
        assertThat(form.submit("/sign-in", "email", "a@b\0c.example").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/login-events?email=%00",
                "/api/v1/login-events?email=a%00b@c.example",
                "/api/v1/login-events?reference=%00%00%00%00%00%00%00%00%00%00",
                "/api/v1/login-events?reference=%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4",
                "/api/v1/login-events?partner=%00",
                "/api/v1/login-events?reason=%00",
                "/api/v1/login-events?cursor=%00",
                "/api/v1/login-events?account=%00"
            })
    void andForProgramsAProblem(String address) throws Exception {
        var answer = call(address);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
        assertThat(answer.body()).contains("\"status\":400").contains("\"code\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in/", "/nothing", "/sign-in/nothing", "/saml2", "/api"})
    void peopleAreToldInAPageThatThereIsNothing(String address) {
        var page = browser.get(gateway.at(address));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.heading()).isEqualTo("Nothing here");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void programsAreToldInAProblem() throws Exception {
        var answer = call("/api/v1/nothing");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/problem+json");
    }

    @Test
    void peopleAreToldInAPageThatAnAddressIsNotForThat() {
        assertThat(browser.postOnce(gateway.at("/saml2/metadata/northwind-idp"), java.util.Map.of())
                        .headers()
                        .firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/html");
    }

    @Test
    void groupsBeyondTheLimitAreLeftOutAndTheEventSaysSo() {
        var groups = IntStream.range(0, 500).mapToObj(i -> "group-" + i).toArray(String[]::new);
        IdpTrip.depart(browser, gateway, OTHER, "fabrikam-idp")
                .answer(o -> o.nameId("many")
                        .attribute("email", "many@fabrikam.example")
                        .attribute("groups", groups));
        var session = portal.openedSessions().getLast();
        assertThat(session.email()).isEqualTo("many@fabrikam.example");
        assertThat(session.groups()).hasSize(200);
        assertThat(account("fabrikam", "many@fabrikam.example").groups()).hasSize(200);
        assertThat(gateway.jdbc()
                        .sql("select details from login_event where type = 'first-factor' and email = :email")
                        .param("email", "many@fabrikam.example")
                        .query(String.class)
                        .single())
                .contains("\"groups_asserted\":500", "\"groups_left_out\":300");
    }

    @Test
    void aResetOfTheSecondFactorEndsASignInThatPassedIt() {
        var enrolment = IdpTrip.depart(browser, gateway, IDP, "northwind-idp")
                .answer(o -> o.nameId("stolen").attribute("email", "stolen@northwind.example"));
        var code =
                new GoogleAuthenticator().getTotpPassword(enrolment.text("#key").replace(" ", ""));
        var codes = enrolment.submit("enrol", "code", "%06d".formatted(code));
        assertThat(codes.heading()).isEqualTo("Save your recovery codes");
        gateway.bean(SecondFactor.class)
                .resetSecondFactor(
                        account("northwind", "stolen@northwind.example"),
                        "account:admin",
                        new EventContext(Subject.ofPartner("northwind"), Origin.INTERNAL));
        int calls = portal.calls().size();
        var page = codes.submit("/sign-in/next");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo(Reason.SECOND_FACTOR_NOT_ENROLLED.code());
        assertThat(portal.calls()).hasSize(calls);
        assertThat(new Refusing(gateway).eventsOf(page.reference())).last().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("second-factor-not-enrolled");
            assertThat(event.type()).isEqualTo("second-factor");
        });
        assertThat(page.body()).contains("reset meanwhile").doesNotContain("on the next page");
    }

    private static Account account(String partner, String email) {
        return gateway.bean(Accounts.class).find(new PartnerId(partner), email).orElseThrow();
    }

    private static HttpResponse<String> call(String address) throws IOException, InterruptedException {
        var token = gateway.bean(ApiTokens.class)
                .create(Scope.AUDITOR, null, Duration.ofMinutes(5), "test", Origin.INTERNAL)
                .text();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.at(address))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int events() {
        return gateway.jdbc()
                .sql("select count(*) from login_event where type <> 'administration'")
                .query(Integer.class)
                .single();
    }
}
