package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestPortal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;

/** A realm rolls its key over, as docs/how-to/keycloak.md says, while people sign in all the time. */
@OnKeycloak
class KeycloakRolloverJourneyTests {
    private static final RegistrationId ID = new RegistrationId("leaving");
    private static final int A_SECOND = 5;

    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;

    private final List<String> failed = new CopyOnWriteArrayList<>();
    private final AtomicInteger landed = new AtomicInteger();

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        realm = keycloak.newRealm();
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .file("northwind/partner.yaml", KeycloakPartner.northwindWithTiles())
                .file("northwind/published.xml", realm.metadata());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        // From now on the console's, so that metadata can be brought without a restart.
        gateway.jdbc().sql("update partner set source = null").update();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void nobodyNoticesWhileTheKeyRollsOver() throws Exception {
        var trip = new KeycloakTrip(gateway, realm, ID.value());
        realm.importServiceProvider(trip.ourMetadata(), Map.of("saml_name_id_format", "persistent"));
        KeycloakTrip.arrive(trip.signIn(trip.depart()));
        try (var people = Executors.newSingleThreadScheduledExecutor()) {
            signInAllTheTime(people, trip);
            awaitMore(A_SECOND * 2);
            realm.announceKey();
            bringMetadata();
            awaitMore(A_SECOND * 2);
            realm.dropOldKeys(); // the announced one signs now
            awaitMore(A_SECOND * 2);
            bringMetadata();
            awaitMore(A_SECOND * 2);
            people.shutdownNow();
        }
        assertThat(failed).isEmpty();
        assertThat(landed.get()).isGreaterThanOrEqualTo(A_SECOND * 8);
        assertThat(gateway.jdbc()
                        .sql("select count(*) from identity_provider_key where last_seen_signing is not null")
                        .query(Long.class)
                        .single())
                .as("keys seen signing")
                .isEqualTo(2);
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
        Thread.sleep(1500); // what a node knows of a provider may be a second old
    }

    private static void bringMetadata() throws Exception {
        var metadata = realm.metadata().getBytes(StandardCharsets.UTF_8);
        var settings =
                gateway.bean(IdentityProviders.class).live(ID).orElseThrow().settings();
        var draft = new ProviderDraft(ID, new PartnerId("northwind"), settings, metadata);
        var life = gateway.bean(ProviderLifecycle.class);
        var by = Change.by("token:connector", Origin.INTERNAL);
        inTransaction(() -> life.stage(draft, by));
        inTransaction(() -> life.activate(ID, new Activation(null, true, false), by));
    }

    private static void inTransaction(Supplier<Step> step) {
        var done = gateway.bean(TransactionOperations.class).execute(_ -> step.get());
        assertThat(done).isInstanceOf(Step.Done.class);
    }
}
