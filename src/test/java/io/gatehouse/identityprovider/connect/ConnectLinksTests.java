package io.gatehouse.identityprovider.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Sha256;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

class ConnectLinksTests {
    private static final String ADDRESS = "https://gate.example/connect/";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void lookingUsesNothingUpAndUsingDoesOnce(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var made = node.make();
        assertThat(made.address()).startsWith(ADDRESS);
        var token = token(made);

        assertThat(node.links.find(token)).map(ConnectLink::state).contains(ConnectLink.State.OPEN);
        assertThat(node.links.find(token)).map(ConnectLink::state).contains(ConnectLink.State.OPEN);

        var opened = node.use(token).orElseThrow();
        assertThat(opened.session().partner()).isEqualTo(node.partner);
        assertThat(opened.session().actor())
                .isEqualTo("connect-link:" + made.link().id());
        assertThat(node.use(token)).isEmpty();
        assertThat(node.links.find(token)).map(ConnectLink::state).contains(ConnectLink.State.USED);
        assertThat(node.sessions.recognise(opened.secret())).contains(opened.session());
    }

    @OnBothDatabases
    void aUsedLinkSaysWhen(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var made = node.make();
        assertThat(node.links.ofPartner(node.partner))
                .singleElement()
                .satisfies(l -> assertThat(l.usedAt()).isNull());
        clock.advance(Duration.ofMinutes(5));
        node.use(token(made));
        assertThat(node.links.ofPartner(node.partner))
                .singleElement()
                .satisfies(l -> assertThat(l.usedAt()).isEqualTo(clock.instant()));
    }

    @OnBothDatabases
    void ofManyWhoUseItAtOnceOneComesIn(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var token = token(node.make());
        var opened = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> node.use(token))
                .filter(o -> o.isPresent())
                .count();
        assertThat(opened).isEqualTo(1);
    }

    @OnBothDatabases
    void keepsOnlyHashes(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var made = node.make();
        var opened = node.use(token(made)).orElseThrow();
        assertThat(db.jdbc()
                        .sql("select token_hash from connect_link where id = :id")
                        .param("id", made.link().id())
                        .query((row, _) -> row.getBytes(1))
                        .single())
                .isEqualTo(Sha256.of(token(made)))
                .hasSize(32);
        assertThat(db.jdbc()
                        .sql("select secret_hash from connect_session where id = :id")
                        .param("id", opened.session().id())
                        .query((row, _) -> row.getBytes(1))
                        .single())
                .isEqualTo(Sha256.of(opened.secret()));
        assertThat(node.events().toString()).doesNotContain(token(made)).doesNotContain(opened.secret());
        assertThat(made.toString() + opened).doesNotContain(token(made)).doesNotContain(opened.secret());
    }

    @OnBothDatabases
    void opensNothingWhenItsTimeIsOver(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var token = token(node.make());
        clock.advance(Duration.ofDays(7));
        assertThat(node.use(token)).isEmpty();
        assertThat(node.links.find(token)).map(ConnectLink::state).contains(ConnectLink.State.EXPIRED);
        assertThat(node.use("a".repeat(43))).isEmpty();
        assertThat(node.use("é")).isEmpty();
    }

    @OnBothDatabases
    void aRevokedLinkOpensNothingAndItsSessionEnds(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var unused = node.make();
        var used = node.make();
        var opened = node.use(token(used)).orElseThrow();

        assertThat(node.revoke(unused, new TestConnections(db, clock).partner))
                .as("another partner's")
                .isFalse();
        assertThat(node.revoke(unused, node.partner)).isTrue();
        assertThat(node.revoke(unused, node.partner)).as("a second time").isFalse();
        assertThat(node.use(token(unused))).isEmpty();

        assertThat(node.revoke(used, node.partner)).isTrue();
        assertThat(node.sessions.recognise(opened.secret())).isEmpty();
    }

    @OnBothDatabases
    void eachChangeHasItsEvent(TestDatabase db) {
        var node = new TestConnections(db, clock);
        var made = node.make();
        var opened = node.use(token(made)).orElseThrow();
        node.inTransaction(() -> node.sessions.end(opened.session(), Origin.INTERNAL));
        node.revoke(made, node.partner);
        assertThat(node.events())
                .allSatisfy(e -> assertThat(e.type()).isEqualTo(LoginEvent.Type.ADMINISTRATION))
                .extracting(e -> e.details().values().get("step") + " by " + e.actor())
                .containsExactlyInAnyOrder(
                        "connect-link-made by account:ada",
                        "connect-link-used by connect-link:" + made.link().id(),
                        "connect-session-ended by connect-link:" + made.link().id(),
                        "connect-link-revoked by account:ada");
    }

    private static String token(ConnectLinks.Made made) {
        return made.address().substring(ADDRESS.length());
    }
}
