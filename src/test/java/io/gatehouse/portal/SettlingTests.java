package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.CONTEXT;
import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.portal.PortalSessions.HandOff.Opened;
import io.gatehouse.portal.PortalSessions.HandOff.Refused;
import io.gatehouse.portal.PortalSessions.HandOff.TryAgain;
import io.gatehouse.portal.SessionRow.State;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a crash between the two commits leaves, a portal that is down, and sign-outs it did not hear of. */
class SettlingTests {
    private TestPortal portal;

    @BeforeEach
    void start() {
        portal = TestPortal.start();
        for (var db : TestDatabase.values()) {
            db.jdbc().sql("delete from portal_session").update();
        }
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @OnBothDatabases
    void endsASessionThatWasOpenedButNeverConcluded(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var request = alice();
            diesAfterTheAnswer(node, request);
            node.clock.advance(Duration.ofSeconds(119));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.OPENING);

            node.clock.advance(Duration.ofSeconds(2));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.SETTLED);
            assertThat(portal).openedOneSession().hasNoOpenSession().hasNoComplaint();
            assertThat(node.told()).last().isEqualTo("portal-session portal-unavailable settled");
            assertThat(node.events.getLast().context().subject().account())
                    .isEqualTo(request.account().id().value());
            assertThat(node.open(request)).isInstanceOf(Refused.class);
        }
    }

    @OnBothDatabases
    void goesOnWithTheSameSessionAfterACrash(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var request = alice();
            diesAfterTheAnswer(node, request);
            node.clock.advance(Duration.ofSeconds(16));
            assertThat(node.open(request)).isInstanceOf(Opened.class);
            assertThat(portal).openedOneSession();
            assertThat(portal.openedSessions().getFirst().locations()).hasSize(2);
        }
    }

    @Test
    void settlesWhatNobodyTriedAgainInTime() {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            var request = alice();
            portal.losesAnswers(3);
            assertThat(node.open(request)).isInstanceOf(TryAgain.class);
            assertThat(portal).openedOneSession();
            node.clock.advance(Duration.ofMinutes(10));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.SETTLED);
            assertThat(portal).hasNoOpenSession();
        }
    }

    @Test
    void settlesAHandOffThePortalNeverHeardOf() {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            var request = alice();
            portal.fails(3, 503);
            node.open(request);
            node.clock.advance(Duration.ofMinutes(10));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.SETTLED);
            assertThat(portal.calls().getLast().status()).isEqualTo(404);
        }
    }

    @OnBothDatabases
    void keepsTellingAPortalThatIsDown(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var request = alice();
            diesAfterTheAnswer(node, request);
            portal.goesDown();
            node.clock.advance(Duration.ofMinutes(3));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.SETTLING);
            int calls = portal.calls().size();
            node.settling.settle();
            assertThat(portal.calls()).hasSize(calls);

            portal.recovers();
            node.clock.advance(Duration.ofMinutes(1));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.SETTLED);
            assertThat(portal).hasNoOpenSession();
        }
    }

    @Test
    void settlesOnceMoreWhatANodeOpenedAfterItWasGivenUp() {
        try (var slow = new TestHandOffs(TestDatabase.H2, settings(portal));
                var other = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            var request = alice();
            slow.beforeItSigns.set(() -> {
                other.clock.advance(Duration.ofMinutes(3));
                other.settling.settle();
                assertThat(state(other, request)).isEqualTo(State.SETTLED);
            });
            assertThat(slow.open(request)).isInstanceOf(Refused.class);
            assertThat(portal).openedOneSession();
            other.settling.settle();
            assertThat(portal).hasNoOpenSession();
            assertThat(state(other, request)).isEqualTo(State.SETTLED);
        }
    }

    @OnBothDatabases
    void endsASessionHereAndAtThePortal(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var request = alice();
            var sid = ((Opened) node.open(request)).sid();
            node.sessions.end(sid, CONTEXT);
            node.sessions.end(sid, CONTEXT);
            assertThat(portal).openedOneSession().hasNoOpenSession().hasNoComplaint();
            assertThat(state(node, request)).isEqualTo(State.ENDED);
            assertThat(node.told())
                    .filteredOn(told -> told.startsWith("sign-out"))
                    .containsExactly("sign-out success -");
            assertThat(node.sessions.find(sid)).get().matches(session -> !session.open());
        }
    }

    @Test
    void tellsThePortalLaterOfASignOutItDidNotHear() {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            var request = alice();
            var sid = ((Opened) node.open(request)).sid();
            portal.goesDown();
            node.sessions.end(sid, CONTEXT);
            assertThat(state(node, request)).isEqualTo(State.ENDING);
            assertThat(node.sessions.find(sid)).get().matches(session -> !session.open());

            portal.recovers();
            node.clock.advance(Duration.ofSeconds(31));
            node.settling.settle();
            assertThat(state(node, request)).isEqualTo(State.ENDED);
            assertThat(portal).hasNoOpenSession();
        }
    }

    @Test
    void endsNothingThatWasNeverOpened() {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            node.sessions.end("no such session", CONTEXT);
            assertThat(node.events).isEmpty();
            assertThat(portal.calls()).isEmpty();
        }
    }

    // The node opened the session, and was killed before its second commit.
    private void diesAfterTheAnswer(TestHandOffs node, PortalRequest request) {
        node.dying = true;
        assertThatThrownBy(() -> node.open(request)).hasMessage("killed");
        node.dying = false;
        assertThat(portal).openedOneSession();
        assertThat(state(node, request)).isEqualTo(State.OPENING);
    }

    private static State state(TestHandOffs node, PortalRequest request) {
        return node.store.find(request.signIn()).orElseThrow().state();
    }
}
