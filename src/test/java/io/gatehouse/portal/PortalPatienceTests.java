package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.refused;
import static io.gatehouse.portal.TestHandOffs.settings;
import static io.gatehouse.portal.TestHandOffs.tryAgain;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.gatehouse.portal.PortalSessions.HandOff.Opened;
import io.gatehouse.portal.PortalSessions.HandOff.TryAgain;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often, how long and how many at once a portal is called that does not answer as it should. */
class PortalPatienceTests {
    private TestPortal portal;
    private TestHandOffs node;

    @BeforeEach
    void start() {
        portal = TestPortal.start();
        node = new TestHandOffs(TestDatabase.H2, settings(portal));
    }

    @AfterEach
    void stop() {
        node.close();
        portal.close();
    }

    @Test
    void triesAgainWithTheSameKeyAndBodyUntilOneSessionIsOpen() {
        portal.fails(2, 503);
        assertThat(node.open(alice())).isInstanceOf(Opened.class);
        assertThat(portal.calls()).extracting(TestPortal.Call::status).containsExactly(503, 503, 201);
        assertThat(portal.calls())
                .extracting(TestPortal.Call::body)
                .containsOnly(portal.calls().getFirst().body());
        assertThat(portal.calls())
                .extracting(call -> call.headers().get("Idempotency-Key"))
                .containsOnly(portal.calls().getFirst().headers().get("idempotency-key"));
        assertThat(portal.calls()).extracting(TestPortal.Call::token).doesNotHaveDuplicates();
        assertThat(portal).openedOneSession().hasNoComplaint();
        assertThat(node.events).hasSize(2);
    }

    @Test
    void goesOnAfterAnAnswerThatWasLost() {
        portal.losesAnswers(1);
        assertThat(node.open(alice())).isInstanceOf(Opened.class);
        assertThat(portal).openedOneSession();
        assertThat(portal.openingCalls()).hasSize(2);
    }

    @Test
    void givesUpAfterThreeTriesAndLetsThePersonTryAgain() {
        portal.fails(3, 503);
        var request = alice();
        var why = tryAgain(node.open(request));
        assertThat(why.reason()).isEqualTo(Reason.PORTAL_UNAVAILABLE);
        assertThat(why.evidence().values()).containsEntry("tries", 3).containsEntry("got", 503);
        assertThat(portal).openedNoSession();

        node.clock.advance(Duration.ofMinutes(9));
        assertThat(node.open(request)).isInstanceOf(Opened.class);
        assertThat(portal).openedOneSession();
        assertThat(portal.calls())
                .extracting(TestPortal.Call::body)
                .containsOnly(portal.calls().getFirst().body());
        assertThat(node.told())
                .containsExactly(
                        "portal-session success opening",
                        "portal-session portal-unavailable unavailable",
                        "portal-session success opening",
                        "portal-session success open");
    }

    @Test
    void letsNobodyTryAgainAfterTheRetryWindow() {
        portal.fails(3, 503);
        var request = alice();
        node.open(request);
        node.clock.advance(Duration.ofMinutes(10));
        assertThat(refused(node.open(request)).reason()).isEqualTo(Reason.PORTAL_UNAVAILABLE);
        assertThat(portal).openedNoSession();
    }

    @Test
    void waitsAsLongAsThePortalAsks() {
        portal.fails(1, WireMock.aResponse().withStatus(429).withHeader("Retry-After", "1"));
        var before = System.nanoTime();
        assertThat(node.open(alice())).isInstanceOf(Opened.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitForWhatLiesBeyondTheBudget() {
        portal.fails(1, WireMock.aResponse().withStatus(503).withHeader("Retry-After", "3600"));
        var why = tryAgain(node.open(alice()));
        assertThat(why.evidence().values())
                .containsEntry("retry_after_seconds", 3600L)
                .containsEntry("tries", 1);
        assertThat(portal.calls()).hasSize(1);
    }

    @Test
    void endsWithinTheBudgetHoweverSlowThePortalIs() {
        portal.isSlow(9, Duration.ofSeconds(20));
        var hasty = settings(portal, Duration.ofMillis(1500), Duration.ofMillis(800), 8);
        try (var here = TestHandOffs.inRealTime(TestDatabase.H2, hasty)) {
            var before = System.nanoTime();
            assertThat(tryAgain(here.open(alice())).evidence().values()).containsEntry("got", "HttpTimeoutException");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void endsWithinTheBudgetWhenTheAnswerTrickles() {
        portal.fails(
                9,
                WireMock.aResponse().withStatus(201).withBody("x".repeat(1000)).withChunkedDribbleDelay(100, 20_000));
        var hasty = settings(portal, Duration.ofMillis(1500), Duration.ofMillis(800), 8);
        try (var here = TestHandOffs.inRealTime(TestDatabase.H2, hasty)) {
            var before = System.nanoTime();
            assertThat(here.open(alice())).isInstanceOf(TryAgain.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void takesNoAnswerLongerThan64Kibibytes() {
        portal.fails(3, WireMock.aResponse().withStatus(403).withBody("x".repeat(70_000)));
        assertThat(tryAgain(node.open(alice())).reason()).isEqualTo(Reason.PORTAL_UNAVAILABLE);
    }

    @Test
    void saysThatThePortalIsDown() {
        portal.goesDown();
        assertThat(tryAgain(node.open(alice())).reason()).isEqualTo(Reason.PORTAL_UNAVAILABLE);
        assertThat(portal.calls()).hasSize(3);
    }

    @Test
    void stopsCallingAPortalThatFailsTooOften() {
        portal.fails(1000, 500);
        for (int i = 0; i < 4; i++) {
            node.open(alice());
        }
        int calls = portal.calls().size();
        assertThat(calls).isEqualTo(10);
        assertThat(tryAgain(node.open(alice())).evidence().values()).containsEntry("tries", 0);
        assertThat(portal.calls()).hasSize(calls);
    }

    @Test
    void refusesMoreHandOffsAtOnceThanAgreed() throws Exception {
        portal.isSlow(1, Duration.ofSeconds(2));
        try (var here = new TestHandOffs(
                        TestDatabase.H2, settings(portal, Duration.ofSeconds(10), Duration.ofSeconds(4), 1));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> here.open(alice()));
            while (portal.calls().isEmpty() && !first.isDone()) {
                Thread.sleep(10);
            }
            assertThat(tryAgain(here.open(alice())).evidence().values()).containsEntry("concurrent_calls", 1);
            assertThat(first.get()).isInstanceOf(Opened.class);
        }
    }
}
