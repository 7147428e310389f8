package io.gatehouse.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.sun.net.httpserver.HttpServer;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPortal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A realm rolls its key over, as docs/how-to/keycloak.md says, while people sign in all the time; its metadata is fetched
 * from where a mirror publishes it.
 */
@OnKeycloak
class KeycloakRolloverJourneyTests {
    private static final RegistrationId ID = new RegistrationId("leaving");
    private static final int A_SECOND = 5;
    private static final int PEOPLE = 24; // so that a slow trip holds up nobody else

    @RegisterExtension
    static final GreenMailExtension POST =
            new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort()).withPerMethodLifecycle(false);

    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;
    private static HttpServer mirror;
    private static final AtomicReference<String> PUBLISHED = new AtomicReference<>("");

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        realm = keycloak.newRealm();
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            var document = PUBLISHED.get().getBytes(UTF_8);
            exchange.sendResponseHeaders(200, document.length);
            try (exchange) {
                exchange.getResponseBody().write(document);
            }
        });
        mirror.start();
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .with("gatehouse.identityprovider.insecure-metadata-hosts", "127.0.0.1")
                .with("spring.mail.host", "127.0.0.1")
                .with("spring.mail.port", String.valueOf(POST.getSmtp().getPort()))
                .file("northwind/partner.yaml", KeycloakPartner.northwindWithTiles())
                .file("northwind/published.xml", realm.metadata());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
        mirror.stop(0);
    }

    @Test
    void nobodyNoticesWhileTheKeyRollsOver() throws Exception {
        var first = new KeycloakTrip(gateway, realm, ID.value());
        realm.importServiceProvider(first.ourMetadata(), Map.of("saml_name_id_format", "persistent"));
        KeycloakTrip.arrive(first.signIn(first.depart()));
        var people = new ArrayList<>(List.of(first));
        while (people.size() < PEOPLE) {
            var next = new KeycloakTrip(gateway, realm, ID.value());
            KeycloakTrip.arrive(next.signInAgain(next.depart()));
            people.add(next);
        }
        assertThat(refreshedTo(realm.metadata())).isEqualTo(RefreshStatus.State.FINE);
        try (var signIns = new SteadySignIns(
                people, page -> page.uri().toString().startsWith(portal.origin().toString()))) {
            signIns.start(A_SECOND);
            signIns.awaitMore(A_SECOND * 2);
            realm.announceKey();
            assertThat(refreshedTo(realm.metadata())).as("a key more").isEqualTo(RefreshStatus.State.FINE);
            awaitTrusted(2);
            signIns.awaitMore(A_SECOND * 2);
            realm.dropOldKeys(); // the announced one signs now
            signIns.awaitMore(A_SECOND * 2);
            assertThat(refreshedTo(realm.metadata())).as("a key less").isEqualTo(RefreshStatus.State.FINE);
            awaitTrusted(1);
            signIns.awaitMore(A_SECOND * 2);

            assertThat(refreshedTo(strangersKey(realm.metadata())))
                    .as("every key another")
                    .isEqualTo(RefreshStatus.State.HELD);
            signIns.awaitMore(A_SECOND * 2);
            assertThat(signIns.failed()).isEmpty();
            assertThat(signIns.rate()).as("sign-ins begun a second").isGreaterThanOrEqualTo(4.5);
            assertThat(signIns.all()).as("every one that was begun").isTrue();
        }
        assertThat(gateway.jdbc()
                        .sql("select count(*) from identity_provider_key where last_seen_signing is not null")
                        .query(Long.class)
                        .single())
                .as("keys seen signing")
                .isEqualTo(2);
        var filter = new EventFilter("northwind", null, null, null, null, null, null, null, null, null);
        assertThat(gateway.bean(LoginEvents.class).search(filter, 200).items())
                .as("the held change is announced")
                .anySatisfy(event -> assertThat(event.details().values()).containsEntry("change", "held"));
        assertThat(POST.waitForIncomingEmail(30_000, 1)).as("by mail too").isTrue();
        var letter = POST.getReceivedMessages()[0];
        assertThat(letter.getSubject()).isEqualTo("New metadata of " + ID + " waits for you");
        assertThat(letter.getAllRecipients()[0]).hasToString("care@vendor.example");
        assertThat(GreenMailUtil.getBody(letter)).contains("no signing key that is live now stays");
    }

    /** Publishes a document and says that its time has come; what the task in the background makes of it. */
    private static RefreshStatus.State refreshedTo(String document) throws InterruptedException {
        PUBLISHED.set(document);
        var sources = gateway.bean(MetadataSources.class);
        var before = sources.of(ID).map(RefreshStatus::lastTry).orElse(null);
        gateway.bean(TransactionOperations.class).executeWithoutResult(_ -> sources.watch(ID, address()));
        long started = System.nanoTime();
        while (sources.of(ID)
                .filter(status -> !Objects.equals(status.lastTry(), before))
                .isEmpty()) {
            assertThat(System.nanoTime() - started).as("time to refresh").isLessThan(TimeUnit.SECONDS.toNanos(60));
            Thread.sleep(100);
        }
        return sources.of(ID).orElseThrow().state();
    }

    private static URI address() {
        return URI.create(
                "http://127.0.0.1:%d/idp.xml".formatted(mirror.getAddress().getPort()));
    }

    /** What a node knows of a provider may be a second old. */
    private static void awaitTrusted(int keys) throws InterruptedException {
        long started = System.nanoTime();
        while (trusted() != keys) {
            assertThat(System.nanoTime() - started).as("time to know it").isLessThan(TimeUnit.SECONDS.toNanos(30));
            Thread.sleep(50);
        }
    }

    private static int trusted() {
        var live = gateway.bean(IdentityProviders.class).live(ID).orElseThrow();
        return Objects.requireNonNull(live.metadata()).signingKeys().size();
    }

    /** The same, with a certificate that the realm never had. */
    private static String strangersKey(String metadata) throws CertificateEncodingException {
        var stranger = TestIdentityProvider.named("https://stranger.example").certificate();
        var changed = metadata.replaceAll(
                "(?s)(X509Certificate>)[^<]+(<)",
                "$1" + Base64.getEncoder().encodeToString(stranger.getEncoded()) + "$2");
        assertThat(changed).isNotEqualTo(metadata);
        return changed;
    }
}
