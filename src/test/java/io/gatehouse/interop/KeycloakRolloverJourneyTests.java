package io.gatehouse.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.refresh.MetadataRefresh;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPortal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A realm rolls its key over, as docs/how-to/keycloak.md says, while people sign in all the time; its metadata is fetched
 * from where a mirror publishes it.
 */
@OnKeycloak
class KeycloakRolloverJourneyTests {
    private static final RegistrationId ID = new RegistrationId("leaving");
    private static final int A_SECOND = 5;

    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;
    private static HttpServer mirror;
    private static final AtomicReference<String> PUBLISHED = new AtomicReference<>("");

    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger landed = new AtomicInteger();

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
                .file("northwind/partner.yaml", KeycloakPartner.northwindWithTiles())
                .file("northwind/published.xml", realm.metadata());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        gateway.bean(MetadataSources.class)
                .watch(
                        ID,
                        URI.create("http://127.0.0.1:%d/idp.xml"
                                .formatted(mirror.getAddress().getPort())));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
        mirror.stop(0);
    }

    @Test
    void nobodyNoticesWhileTheKeyRollsOver() throws Exception {
        var trip = new KeycloakTrip(gateway, realm, ID.value());
        realm.importServiceProvider(trip.ourMetadata(), Map.of("saml_name_id_format", "persistent"));
        KeycloakTrip.arrive(trip.signIn(trip.depart()));
        assertThat(refreshed()).isEqualTo(RefreshStatus.State.FINE);
        try (var people = Executors.newSingleThreadScheduledExecutor()) {
            signInAllTheTime(people, trip);
            awaitMore(A_SECOND * 2);
            realm.announceKey();
            assertThat(refreshed()).as("a key more").isEqualTo(RefreshStatus.State.FINE);
            awaitTrusted(2);
            awaitMore(A_SECOND * 2);
            realm.dropOldKeys(); // the announced one signs now
            awaitMore(A_SECOND * 2);
            assertThat(refreshed()).as("a key less").isEqualTo(RefreshStatus.State.FINE);
            awaitTrusted(1);
            awaitMore(A_SECOND * 2);

            PUBLISHED.set(strangersKey(realm.metadata()));
            assertThat(refresh()).as("every key another").isEqualTo(RefreshStatus.State.HELD);
            awaitMore(A_SECOND * 2);
            people.shutdownNow();
        }
        assertThat(failed).isEmpty();
        assertThat(landed.get()).isGreaterThanOrEqualTo(A_SECOND * 10);
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
    }

    private static RefreshStatus.State refreshed() throws Exception {
        PUBLISHED.set(realm.metadata());
        return refresh();
    }

    private static RefreshStatus.State refresh() {
        return gateway.bean(MetadataRefresh.class).now(ID).orElseThrow().state();
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

    private void signInAllTheTime(ScheduledExecutorService people, KeycloakTrip trip) {
        people.scheduleAtFixedRate(
                () -> {
                    try {
                        var page = KeycloakTrip.arrive(trip.depart());
                        if (page.uri().toString().startsWith(portal.origin().toString())) {
                            landed.incrementAndGet();
                        } else {
                            failed.add(page.status() + " " + page.reason() + " " + page.uri());
                        }
                    } catch (RuntimeException | AssertionError e) {
                        if (!Thread.currentThread().isInterrupted() && !people.isShutdown()) {
                            failed.add(e.toString());
                        }
                    }
                },
                0,
                1000 / A_SECOND,
                TimeUnit.MILLISECONDS);
    }

    private void awaitMore(int signIns) throws InterruptedException {
        int enough = landed.get() + signIns;
        long started = System.nanoTime();
        while (landed.get() < enough && failed.isEmpty()) {
            assertThat(System.nanoTime() - started).as("time for sign-ins").isLessThan(TimeUnit.SECONDS.toNanos(90));
            Thread.sleep(100);
        }
    }
}
