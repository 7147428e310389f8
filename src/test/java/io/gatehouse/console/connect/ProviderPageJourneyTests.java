package io.gatehouse.console.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.refresh.MetadataRefresh;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.TestOperator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a provider's page says beside its life: settings, exceptions, the last test, and what waits for a person. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ProviderPageJourneyTests {
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private static final String ENTITY = "https://idp.fetched.example";
    private static final RegistrationId FETCHED = new RegistrationId("fetched-idp");
    private static final String LOOSE = "/console/partners/loose/identity-providers/loose-idp";
    private static final AtomicReference<String> PUBLISHED = new AtomicReference<>(published());

    private static HttpServer host;
    private static Gateway gateway;
    private static TestOperator ada;

    @BeforeAll
    static void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        host.createContext("/metadata", exchange -> {
            byte[] document = PUBLISHED.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/samlmetadata+xml");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        host.start();
        gateway = Gateway.prepared()
                .clock(CLOCK)
                .with("gatehouse.password.memory", "8MB")
                .with("gatehouse.password.iterations", "1")
                .with("gatehouse.identityprovider.insecure-metadata-hosts", "127.0.0.1")
                .file("loose/partner.yaml", """
                        partner: loose
                        name: Loose
                        domains: [loose.example]
                        authentication-types: [sso]
                        identity-providers:
                          - id: loose-idp
                            metadata: idp.xml
                            unsolicited: bounce
                            subject: employeeNumber
                            clock-skew: 3m
                            attributes: { groups: [roles, teams] }
                            insecure-sha1-until: 2027-03-31
                            insecure-cbc: true
                        """)
                .file(
                        "loose/idp.xml",
                        TestIdentityProvider.named("https://idp.loose.example")
                                .metadata("https://idp.loose.example/sso"))
                .file("fetched/partner.yaml", """
                        partner: fetched
                        name: Fetched
                        domains: [fetched.example]
                        authentication-types: [sso]
                        identity-providers:
                          - id: fetched-idp
                            metadata-url: http://127.0.0.1:%d/metadata
                        """.formatted(host.getAddress().getPort()))
                .start();
        ada = TestOperator.invited(gateway, CLOCK, "operators", "ada@vendor.example", Appointment.to(Role.ADMIN));
        ada.entersConsole();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        host.stop(0);
    }

    @Test
    void showsTheSettingsThatAreNotAsUsual() {
        var page = ada.sees(LOOSE);
        assertThat(page.document().select("h3:contains(not as usual) + dl dt").eachText())
                .containsExactly("unsolicited", "subject", "clock-skew", "attributes.groups");
        assertThat(page.document().select("h3:contains(not as usual) + dl dd").eachText())
                .containsExactly("bounce", "employeeNumber", "3m", "roles, teams");
    }

    @Test
    void showsEachExceptionLoudlyWithItsEnd() {
        var loud = ada.sees(LOOSE).document().selectFirst("div.problem");
        assertThat(loud.text()).contains("checked less strictly");
        assertThat(loud.select("li").eachText())
                .containsExactly(
                        "insecure-sha1-until SHA-1 signatures count. Until 2027-03-31.",
                        "insecure-cbc AES-CBC counts although no signature was verified first. Until somebody takes it out.");
    }

    @Test
    void saysWhatCameOfTheLastTestAndLeadsToTheNext() {
        assertThat(ada.sees(LOOSE).document().select("#last-test")).isEmpty();
        var tests = gateway.bean(TestSignIns.class);
        var id = new RegistrationId("loose-idp");
        var hash = gateway.bean(ProviderLives.class)
                .find(id)
                .orElseThrow()
                .latest()
                .orElseThrow()
                .version()
                .hash();
        finish(tests.begin(id, hash, "account:ada"), "{\"reason\":\"audience-mismatch\",\"checks\":[]}");
        assertThat(ada.sees(LOOSE).text("#last-test"))
                .contains("2026-11-23 12:")
                .contains("did not pass")
                .contains("audience-mismatch")
                .doesNotContain("another version");
        CLOCK.advance(Duration.ofMinutes(1));
        tests.begin(id, "0".repeat(64), "account:ada");
        assertThat(ada.sees(LOOSE).text("#last-test")).contains("not ended").contains("another version");
        assertThat(ada.sees(LOOSE).submit("/connect", "page", "test").heading()).isEqualTo("Test sign-in");
    }

    @Test
    void whatAnAddressBroughtIsAcceptedHereForAPartnerFromAFile() {
        refreshedTo(State.FINE);
        PUBLISHED.set(published());
        refreshedTo(State.HELD);
        var page = ada.sees("/console/partners/fetched/identity-providers/fetched-idp");
        assertThat(page.text("main")).contains("no file can give it").contains("key added");
        assertThat(page.document().select("form[action*=/trial], form[action$=/retire]"))
                .isEmpty();
        var accepted = page.submit("/activate", "untested", "true");
        assertThat(accepted.text("#done")).contains("serves everybody");
        var life = gateway.bean(ProviderLives.class).find(FETCHED).orElseThrow();
        assertThat(life.staged()).isNull();
        assertThat(accepted.document().select("form[action$=/activate]")).isEmpty();
    }

    private static void refreshedTo(State wanted) {
        var refresh = gateway.bean(MetadataRefresh.class);
        for (int i = 0; i < 20; i++) {
            CLOCK.advance(Duration.ofSeconds(1));
            var state = refresh.now(FETCHED).map(RefreshStatus::state);
            if (state.filter(wanted::equals).isPresent()) {
                return;
            }
        }
        throw new AssertionError("never " + wanted);
    }

    /** The metadata of one party with a key that it never had before. */
    private static String published() {
        return TestIdentityProvider.withKeys(ENTITY, TestKeys.rsa(2048)).metadata(ENTITY + "/sso");
    }

    private static void finish(TestSignIns.Begun begun, String found) {
        gateway.jdbc()
                .sql("update test_sign_in set departed_at = started_at where id = :id")
                .param("id", begun.id())
                .update();
        assertThat(gateway.bean(TestSignIns.class).finish(begun.id(), false, "ACDEFGHJKM", found))
                .isTrue();
    }
}
