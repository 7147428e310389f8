package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.CONTEXT;
import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.refused;
import static io.gatehouse.portal.TestHandOffs.settings;
import static io.gatehouse.portal.TestHandOffs.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gatehouse.portal.PortalSessions.HandOff;
import io.gatehouse.portal.PortalSessions.HandOff.Opened;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same step sent twice at once: the browser shows the second answer, so the second must lead into the session too. */
class DoubleSubmitTests {
    private static final Duration A_WHILE = Duration.ofMillis(900);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TestPortal portal;

    @BeforeEach
    void start() {
        portal = TestPortal.start();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        portal.close();
    }

    @OnBothDatabases
    void leadsBothIntoTheOneSessionHoweverSlowThePortalIs(TestDatabase db) throws Exception {
        try (var one = new TestHandOffs(db, settings(portal));
                var other = new TestHandOffs(db, settings(portal))) {
            portal.fails(1, WireMock.aResponse().withStatus(503).withFixedDelay((int) A_WHILE.toMillis()));
            var request = alice();
            var first = underWay(one, request);
            var second = (Opened) other.open(request);
            assertThat(first.get()).isInstanceOfSatisfying(Opened.class, opened -> {
                assertThat(opened.sid()).isEqualTo(second.sid());
                assertThat(opened.location()).isNotEqualTo(second.location());
            });
            assertThat(portal).openedOneSession().hasNoComplaint();
            assertThat(portal.openedSessions().getFirst().locations()).hasSize(2);
            assertThat(other.told()).containsExactly("portal-session success open-again");
            assertThat(portal.calls())
                    .extracting(TestPortal.Call::body)
                    .containsOnly(portal.calls().getFirst().body());
        }
    }

    @Test
    void givesNothingToWhoComesWhenTheSessionIsOpen() throws Exception {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            portal.isSlow(1, A_WHILE);
            var request = alice();
            var first = underWay(node, request);
            assertThat(node.open(request)).isInstanceOf(Opened.class);
            assertThat(first.get()).isInstanceOf(Opened.class);
            int calls = portal.calls().size();
            assertThat(refused(node.open(request)).reason()).isEqualTo(Reason.REPLAYED);
            assertThat(portal.calls()).hasSize(calls);
        }
    }

    @OnBothDatabases
    void doesNotBringASessionBackThatEndedMeanwhile(TestDatabase db) throws Exception {
        try (var node = new TestHandOffs(db, settings(portal));
                var other = new TestHandOffs(db, settings(portal))) {
            portal.isSlow(1, A_WHILE);
            var request = alice();
            var first = underWay(node, request);
            other.beforeItSigns.set(
                    () -> node.sessions.end(portal.openedSessions().getFirst().sid(), CONTEXT));
            assertThat(refused(other.open(request)).reason()).isEqualTo(Reason.REPLAYED);
            assertThat(first.get()).isInstanceOf(Opened.class);
            assertThat(portal).hasNoOpenSession();
        }
    }

    @Test
    void sharesTheFailureOfTheFirst() throws Exception {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            portal.fails(3, WireMock.aResponse().withStatus(503).withFixedDelay(200));
            var request = alice();
            var first = underWay(node, request);
            assertThat(tryAgain(node.open(request)).reason()).isEqualTo(Reason.PORTAL_UNAVAILABLE);
            tryAgain(first.get());
            assertThat(portal.calls()).hasSize(3);
            assertThat(node.open(request)).isInstanceOf(Opened.class);
        }
    }

    @Test
    void letsFewWaitAtOnce() throws Exception {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            portal.isSlow(1, A_WHILE);
            var request = alice();
            var first = underWay(node, request);
            for (int i = 0; i < 3; i++) {
                var _ = threads.submit(() -> node.open(request));
            }
            Thread.sleep(200);
            assertThat(tryAgain(node.open(request)).evidence().values()).containsEntry("got", "still being opened");
            assertThat(first.get()).isInstanceOf(Opened.class);
        }
    }

    private Future<HandOff> underWay(TestHandOffs node, PortalRequest request) throws InterruptedException {
        var first = threads.submit(() -> node.open(request));
        while (node.store.find(request.signIn()).isEmpty() && !first.isDone()) {
            Thread.sleep(10);
        }
        return first;
    }
}
