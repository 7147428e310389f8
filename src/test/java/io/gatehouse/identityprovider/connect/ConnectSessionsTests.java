package io.gatehouse.identityprovider.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class ConnectSessionsTests {
    private static final UUID THEIRS = UUID.fromString("00000000-0000-7000-8000-00000000ada0");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void aSessionLastsEightHoursUnlessItIsEnded(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var opened =
                node.inTransaction(() -> node.sessions.openFor(node.partner, "account:ada", THEIRS, Origin.INTERNAL));
        clock.advance(Duration.ofHours(8).minusMillis(1));
        assertThat(node.sessions.recognise(opened.secret())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(node.sessions.recognise(opened.secret())).isEmpty();

        var ended =
                node.inTransaction(() -> node.sessions.openFor(node.partner, "account:ada", THEIRS, Origin.INTERNAL));
        assertThat(node.inTransaction(() -> node.sessions.end(ended.session(), Origin.INTERNAL)))
                .isTrue();
        assertThat(node.inTransaction(() -> node.sessions.end(ended.session(), Origin.INTERNAL)))
                .isFalse();
        assertThat(node.sessions.recognise(ended.secret())).isEmpty();
        assertThat(node.sessions.recognise("no secret")).isEmpty();
    }

    @OnBothDatabases
    void aSessionSaysOfWhichSessionOfTheConsoleItIs(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var opened =
                node.inTransaction(() -> node.sessions.openFor(node.partner, "account:ada", THEIRS, Origin.INTERNAL));
        assertThat(node.sessions.recognise(opened.secret())).contains(opened.session());
        assertThat(opened.session().consoleSession()).isEqualTo(THEIRS);
        var made = node.make();
        var byLink = node.use(made.address().replaceAll(".*/", "")).orElseThrow();
        assertThat(node.sessions.recognise(byLink.secret())).contains(byLink.session());
        assertThat(byLink.session().consoleSession()).isNull();
    }
}
