package io.gatehouse.portal;

import static io.gatehouse.portal.TestHandOffs.CONTEXT;
import static io.gatehouse.portal.TestHandOffs.alice;
import static io.gatehouse.portal.TestHandOffs.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestPortal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found of open sessions, by those who have to end them. */
class SessionStoreTests {
    private final TestPortal portal = TestPortal.start();

    @AfterEach
    void stop() {
        portal.close();
    }

    @OnBothDatabases
    void endsAllSessionsOfAnAccount(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var first = alice();
            var second = new PortalRequest(
                    UUID.randomUUID(), first.account(), null, first.authTime(), first.amr(), null, null, null, null);
            node.open(first);
            node.open(second);
            node.open(alice());
            assertThat(node.sessions.endAll(first.account().id(), CONTEXT)).isEqualTo(2);
            assertThat(node.sessions.endAll(first.account().id(), CONTEXT)).isZero();
            assertThat(portal.openedSessions())
                    .filteredOn(TestPortal.Session::open)
                    .hasSize(1);
        }
    }

    @OnBothDatabases
    void forgetsWhatIsCompleteAndOld(TestDatabase db) {
        db.jdbc().sql("delete from portal_session").update();
        try (var node = new TestHandOffs(db, settings(portal))) {
            var request = alice();
            node.open(request);
            assertThat(node.store.forget(node.clock.instant())).isZero();
            assertThat(node.store.forget(node.clock.instant().plusSeconds(1))).isEqualTo(1);
            assertThat(node.store.find(request.signIn())).isEmpty();
        }
    }

    @OnBothDatabases
    void keepsANameIdLongerThanAnIndexEntry(TestDatabase db) {
        try (var node = new TestHandOffs(db, settings(portal))) {
            var known = alice();
            var saml = new SamlSession(
                    "ä".repeat(1000) + UUID.randomUUID().toString().repeat(100), null, null, null, null, null);
            node.open(new PortalRequest(
                    known.signIn(),
                    known.account(),
                    "northwind-entra",
                    known.authTime(),
                    known.amr(),
                    null,
                    null,
                    saml,
                    null));
            assertThat(node.named.of(NamedSessionsTests.name(saml, List.of()))).hasSize(1);
        }
    }

    @Test
    void letsOneOfTwoClaimAnAttempt() {
        try (var node = new TestHandOffs(TestDatabase.H2, settings(portal))) {
            portal.fails(3, 503);
            var request = alice();
            node.open(request);
            var seen = node.store.find(request.signIn()).orElseThrow();
            var now = node.clock.instant();
            assertThat(node.store.claim(seen, now, now)).isTrue();
            assertThat(node.store.claim(seen, now, now)).isFalse();
            assertThat(node.store.conclude(seen, SessionRow.State.OPEN, now, null))
                    .isFalse();
            assertThat(node.store.conclude(seen.attemptedAgain(now), SessionRow.State.OPEN, now, null))
                    .isTrue();
        }
    }
}
