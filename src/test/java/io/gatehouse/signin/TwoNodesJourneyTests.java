package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.GatewayProcess;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.RoundRobin;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateway processes on one PostgreSQL, every request on another node, and nodes that are killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesJourneyTests {
    private static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example");

    private static EmbeddedPostgres postgres;
    private static TestPortal portal;
    private static RoundRobin balancer;
    private static URI base;
    private static Map<String, String> settings;
    private static GatewayProcess one;
    private static GatewayProcess two;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() throws IOException {
        postgres = TestDatabase.startPostgres();
        portal = TestPortal.start();
        int port = Gateway.freePort();
        base = URI.create("http://localhost:" + port);
        balancer = RoundRobin.start(port);
        settings = new HashMap<>(portal.settings());
        settings.put("gatehouse.base-url", base.toString());
        settings.put("gatehouse.idp-config", partners().toString());
        settings.put("gatehouse.sealing-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        settings.put("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("spring.datasource.username", "postgres");
        // Both at once: their migrations, keys and partners must not collide.
        var first = CompletableFuture.supplyAsync(() -> GatewayProcess.start(settings));
        two = GatewayProcess.start(settings);
        one = first.join();
        balancer.add(one.address());
        balancer.add(two.address());
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        two.close();
        balancer.close();
        portal.close();
        postgres.close();
    }

    @Test
    @Order(1)
    void signInsWorkWithEveryRequestOnAnotherNode() {
        var enrolment = signIn("northwind-idp", "traveller@northwind.example");
        assertThat(enrolment.heading()).isEqualTo("Set up your second factor");
        var codes = enrolment.submit("enrol", "code", code(enrolment));
        var landed = codes.submit("/sign-in/next");
        assertThat(landed.uri().toString()).startsWith(portal.origin().toString());
        var nodes = balancer.log().stream().map(line -> line.split(" ")[0]).collect(Collectors.toSet());
        assertThat(nodes).hasSize(2);
    }

    @Test
    @Order(2)
    void theSameResponsePostedToBothAtOnceOpensExactlyOneSession() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                int before = portal.openedSessions().size();
                var here = new HttpBrowser();
                var trip = IdpTrip.depart(here, base, IDP, "fabrikam-idp");
                var xml = trip.response(o -> o.nameId("racer").attribute("email", "racer@fabrikam.example"));
                var there = here.copy();
                var first = CompletableFuture.supplyAsync(
                        () -> here.post(one.address().resolve(trip.acs().getPath()), trip.form(xml)), threads);
                var second = CompletableFuture.supplyAsync(
                        () -> there.post(two.address().resolve(trip.acs().getPath()), trip.form(xml)), threads);
                var pages = List.of(first.join(), second.join());
                assertThat(pages)
                        .as("race " + i)
                        .filteredOn(p -> p.reason().equals("replayed"))
                        .hasSize(1);
                assertThat(pages)
                        .as("race " + i)
                        .filteredOn(p ->
                                p.uri().toString().startsWith(portal.origin().toString()))
                        .hasSize(1);
                assertThat(portal.openedSessions()).as("race " + i).hasSize(before + 1);
            }
        }
    }

    @Test
    @Order(3)
    void theCodeOfOneMomentIsTakenOnceByFiftyRequestsOnBothNodes() {
        var enrolment = signIn("northwind-idp", "fifty@northwind.example");
        int before = portal.openedSessions().size();
        var code = code(enrolment);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(_ -> browser.copy())
                    .map(copy -> CompletableFuture.supplyAsync(
                            () -> {
                                var fields = enrolment.form("enrol");
                                fields.put("code", code);
                                return copy.post(base.resolve("/sign-in/second-factor/enrol"), fields);
                            },
                            threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .filteredOn(p -> p.heading().equals("Save your recovery codes"))
                    .hasSize(1);
        }
        assertThat(portal.openedSessions()).hasSize(before);
    }

    @Test
    @Order(4)
    void aNodeKilledBeforeTheSecondFactorLosesNobody() {
        balancer.remove(two.address());
        var enrolment = signIn("northwind-idp", "survivor@northwind.example");
        one.kill();
        balancer.add(two.address());
        balancer.remove(one.address());
        var codes = enrolment.submit("enrol", "code", code(enrolment));
        assertThat(codes.submit("/sign-in/next").uri().toString())
                .startsWith(portal.origin().toString());
    }

    @Test
    @Order(5)
    void aNodeKilledBetweenThePortalsAnswerAndItsCommitLeavesNoSessionWithoutItsStory() {
        one = GatewayProcess.start(settings);
        balancer.add(one.address());
        balancer.remove(two.address());
        portal.answersLate(1, Duration.ofSeconds(30));
        int before = portal.openedSessions().size();
        var trip = IdpTrip.depart(browser, base, IDP, "fabrikam-idp");
        var xml = trip.response(o -> o.nameId("unlucky").attribute("email", "unlucky@fabrikam.example"));
        var lost = CompletableFuture.runAsync(() -> browser.copy().post(trip.acs(), trip.form(xml)));
        await("the portal's session", () -> portal.openedSessions().size() == before + 1);
        one.kill();
        assertThat(lost.handle((_, failure) -> failure).join())
                .as("the request that was lost")
                .isNotNull();
        assertThat(portal.openedSessions().getLast().open()).isTrue();

        twoMinutesPass();
        await(
                "the end of the session at the portal",
                () -> !portal.openedSessions().getLast().open());
        await("the end of the story", () -> story("unlucky@fabrikam.example").contains("failure settled"));
        assertThat(story("unlucky@fabrikam.example"))
                .contains("success opening")
                .doesNotContain("success open");
    }

    private Page signIn(String provider, String email) {
        return IdpTrip.depart(browser, base, IDP, provider)
                .answer(o -> o.nameId(email).attribute("email", email));
    }

    private static String code(Page enrolment) {
        var key = enrolment.text("#key").replace(" ", "");
        return "%06d".formatted(new GoogleAuthenticator().getTotpPassword(key));
    }

    private static List<String> story(String email) {
        return jdbc().sql("""
                        select outcome || ' ' || (details::json ->> 'phase') from login_event
                        where type = 'portal-session' and email = :email order by time, id""").param("email", email).query(String.class).list();
    }

    private static void twoMinutesPass() {
        jdbc().sql("""
                        update portal_session set attempt_at = attempt_at - interval '3 minutes',
                        due_at = due_at - interval '3 minutes' where state = 'opening'""").update();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(postgres.getPostgresDatabase());
    }

    private static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting for " + what).isLessThan(deadline);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Path partners() throws IOException {
        var folder = Files.createTempDirectory("idp-config");
        write(folder.resolve("northwind/partner.yaml"), TestPartners.northwind());
        write(folder.resolve("northwind/idp.xml"), IDP.metadata("http://127.0.0.1:9/sso"));
        write(
                folder.resolve("fabrikam/partner.yaml"),
                TestPartners.northwind("policy: optional", "provisioning: just-in-time")
                        .replace("northwind", "fabrikam")
                        .replace("fabrikam.test", "fabrikam.org"));
        write(folder.resolve("fabrikam/idp.xml"), IDP.metadata("http://127.0.0.1:9/sso"));
        return folder;
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
