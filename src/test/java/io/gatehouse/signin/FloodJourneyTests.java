package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Accounts;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Junk from somewhere, and good people beside it; on both databases. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class FloodJourneyTests {
    private static final int MOST = 20;
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");
    private static final AtomicInteger NETWORK = new AtomicInteger();

    private static TestPortal portal;
    private static EmbeddedPostgres postgres;
    private static Map<TestDatabase, Gateway> gateways;

    private final String client = "198.51.100." + NETWORK.incrementAndGet();

    @BeforeAll
    static void start() {
        portal = TestPortal.start();
        postgres = TestDatabase.startPostgres();
        gateways = Map.of(
                TestDatabase.H2, prepared().start(),
                TestDatabase.POSTGRESQL, prepared().on(postgres).start());
    }

    @AfterAll
    static void stop() throws IOException {
        gateways.values().forEach(Gateway::close);
        postgres.close();
        portal.close();
    }

    @AfterEach
    void nothingOfTheFloodReachedThePortal() {
        assertThat(portal.openedSessions()).noneMatch(session -> session.email().startsWith("junk"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void junkResponsesAreRecordedSoOftenThenToldOnceAndTurnedAway(TestDatabase db) {
        var gateway = gateways.get(db);
        var acs = gateway.at("/login/saml2/sso/northwind-idp");
        floods(gateway, () -> HttpBrowser.from(client).post(acs, Map.of("SAMLResponse", "junk")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void formsWithoutTheirTokenAreLimited(TestDatabase db) {
        var gateway = gateways.get(db);
        floods(gateway, () -> HttpBrowser.from(client).post(gateway.at("/sign-in"), Map.of("email", "x@y.example")));
        floods(
                gateway,
                () -> HttpBrowser.from("2001:db8:" + client.substring(11) + "::1")
                        .post(gateway.at("/sign-in/next"), Map.of("sign-in", "x")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void guessedLinksAreLimited(TestDatabase db) {
        var gateway = gateways.get(db);
        var invitation = gateway.at("/invitation/" + "A".repeat(43));
        floods(gateway, () -> HttpBrowser.from(client).get(invitation));
        var neighbour = "2001:db8:1" + client.substring(11) + "::1";
        floods(gateway, () -> HttpBrowser.from(neighbour).get(gateway.at("/connect/" + "A".repeat(43))));
        assertThat(HttpBrowser.from(neighbour)
                        .getOnce(gateway.at("/connect"))
                        .headers()
                        .firstValueAsLong("Retry-After"))
                .isPresent();
        assertThat(told(gateway, neighbour)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void signInsThatAreNeverFinishedAreLimited(TestDatabase db) {
        var gateway = gateways.get(db);
        var departure = gateway.at("/saml2/authenticate/northwind-idp");
        int turnedAway = 0;
        for (int i = 0; i < 10 * MOST; i++) {
            turnedAway += HttpBrowser.from(client).getOnce(departure).statusCode() == 429 ? 1 : 0;
        }
        assertThat(turnedAway).isGreaterThan(6 * MOST);
        assertThat(told(gateway, client)).isEqualTo(1);
        assertThat(events(gateway, client)).isLessThan(4 * MOST);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void anOfficeOfGoodPeopleBehindOneAddressComesIn(TestDatabase db) {
        var gateway = gateways.get(db);
        for (int i = 0; i < 3 * MOST; i++) {
            assertThat(signsIn(gateway, client, "good" + i)).isTrue();
        }
        assertThat(told(gateway, client)).isZero();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aGoodResponseFromAFloodingAddressOpensNoSession(TestDatabase db) {
        var gateway = gateways.get(db);
        var browser = HttpBrowser.from(client);
        var trip = IdpTrip.depart(browser, gateway, IDP, "northwind-idp");
        floods(gateway, () -> HttpBrowser.from(client).post(trip.acs(), Map.of("SAMLResponse", "junk")));
        int calls = portal.calls().size();
        var page = trip.post(trip.response(o -> o.nameId("junk").attribute("email", "junk@northwind.example")));
        assertThat(page.status()).isEqualTo(429);
        assertThat(portal.calls()).hasSize(calls);
        assertThat(gateway.bean(Accounts.class).find(new PartnerId("northwind"), "junk@northwind.example"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void addressesThatTheClientMadeUpHelpNobodyAndHarmNobody(TestDatabase db) {
        var gateway = gateways.get(db);
        var acs = gateway.at("/login/saml2/sso/northwind-idp");
        var victim = "192.0.2." + NETWORK.incrementAndGet();
        floods(
                gateway,
                () -> HttpBrowser.from(victim, "203.0.113." + (int) (Math.random() * 200) + ", " + client)
                        .post(acs, Map.of("SAMLResponse", "junk")));
        assertThat(signsIn(gateway, victim, "victim" + db)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aNeighbourOfAFloodStillReadsPagesAndSignsOut(TestDatabase db) {
        var gateway = gateways.get(db);
        var acs = gateway.at("/login/saml2/sso/northwind-idp");
        floods(gateway, () -> HttpBrowser.from(client).post(acs, Map.of("SAMLResponse", "junk")));
        var browser = HttpBrowser.from(client);
        assertThat(browser.get(gateway.at("/sign-in")).status()).isEqualTo(200);
        assertThat(browser.get(gateway.at("/sign-out")).status()).isEqualTo(200);
        assertThat(browser.get(gateway.at("/saml2/metadata/northwind-idp")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void wrongTokensOfProgramsAreLimitedAndAnsweredCallsAreNot(TestDatabase db) throws Exception {
        var gateway = gateways.get(db);
        var token = gateway.bean(ApiTokens.class)
                .create(Scope.AUDITOR, null, Duration.ofMinutes(5), "test", Origin.INTERNAL)
                .text();
        for (int i = 0; i < 2 * MOST; i++) {
            assertThat(call(gateway, token).statusCode()).isEqualTo(200);
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(call(gateway, "gatehouse_" + i).statusCode()).isEqualTo(401);
        }
        for (int i = 0; i < MOST; i++) {
            var answer = call(gateway, "gatehouse_" + i);
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
            assertThat(answer.headers().firstValueAsLong("Retry-After")).isPresent();
            assertThat(answer.body()).contains("\"code\":\"rate-limited\"");
        }
        assertThat(told(gateway, client)).isEqualTo(1);
        assertThat(events(gateway, client)).isEqualTo(1);
    }

    private HttpResponse<String> call(Gateway gateway, String token) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(gateway.at("/api/v1/login-events?limit=1"))
                                .header("Authorization", "Bearer " + token)
                                .header("X-Forwarded-For", client)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** So many are refused for what they are, then one event says that it is too much, and then nothing is written. */
    private void floods(Gateway gateway, Supplier<Page> junk) {
        var before = events(gateway, null);
        var recorded = 0;
        Page page = junk.get();
        while (page.status() != 429) {
            assertThat(page.reason()).isNotEqualTo("rate-limited");
            assertThat(recorded++).isLessThanOrEqualTo(2 * MOST);
            page = junk.get();
        }
        assertThat(recorded).isGreaterThanOrEqualTo(MOST - 2);
        assertThat(events(gateway, null)).isEqualTo(before + recorded + 1);
        for (int i = 0; i < MOST; i++) {
            var again = junk.get();
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.reason()).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 600);
            assertThat(again.reference()).isEqualTo(page.reference());
        }
        assertThat(events(gateway, null)).isEqualTo(before + recorded + 1);
        var last = gateway.jdbc()
                .sql("select reason from login_event where reference = :reference")
                .param("reference", page.reference())
                .query(String.class)
                .list();
        assertThat(last).isEqualTo(List.of("rate-limited"));
    }

    private static boolean signsIn(Gateway gateway, String from, String who) {
        var page = IdpTrip.depart(HttpBrowser.from(from), gateway, IDP, "northwind-idp")
                .answer(o -> o.nameId(who).attribute("email", who + "@northwind.example"));
        return page.uri().toString().startsWith(portal.origin().toString());
    }

    private static int told(Gateway gateway, String client) {
        return count(gateway, " and reason = 'rate-limited' and client_ip = '" + client + "'");
    }

    private static int events(Gateway gateway, String client) {
        return count(gateway, client == null ? "" : " and client_ip = '" + client + "'");
    }

    private static int count(Gateway gateway, String condition) {
        return gateway.jdbc()
                .sql("select count(*) from login_event where client_ip is not null" + condition)
                .query(Integer.class)
                .single();
    }

    private static Gateway.Preparation prepared() {
        var prepared = Gateway.prepared()
                .with("gatehouse.trusted-proxies", "127.0.0.1")
                .with("gatehouse.limits.address.failures", String.valueOf(MOST))
                .with("gatehouse.limits.address.window", "10m")
                .file(
                        "northwind/partner.yaml",
                        TestPartners.northwind("policy: optional", "provisioning: just-in-time"))
                .file("northwind/idp.xml", IDP.metadata("http://127.0.0.1:9/sso"));
        portal.settings().forEach(prepared::with);
        return prepared;
    }
}
