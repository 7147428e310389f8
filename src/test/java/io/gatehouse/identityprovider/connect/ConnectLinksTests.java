package io.gatehouse.identityprovider.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Sha256;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

class ConnectLinksTests {
    private static final String ADDRESS = "https://gate.example/connect/";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void lookingUsesNothingUpAndUsingDoesOnce(TestDatabase db) {
        var node = new Node(db);
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
    void ofManyWhoUseItAtOnceOneComesIn(TestDatabase db) {
        var node = new Node(db);
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
        var node = new Node(db);
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
        var node = new Node(db);
        var token = token(node.make());
        clock.advance(Duration.ofDays(7));
        assertThat(node.use(token)).isEmpty();
        assertThat(node.links.find(token)).map(ConnectLink::state).contains(ConnectLink.State.EXPIRED);
        assertThat(node.use("a".repeat(43))).isEmpty();
        assertThat(node.use("é")).isEmpty();
    }

    @OnBothDatabases
    void aRevokedLinkOpensNothingAndItsSessionEnds(TestDatabase db) {
        var node = new Node(db);
        var unused = node.make();
        var used = node.make();
        var opened = node.use(token(used)).orElseThrow();

        assertThat(node.revoke(unused, new Node(db).partner))
                .as("another partner's")
                .isFalse();
        assertThat(node.revoke(unused, node.partner)).isTrue();
        assertThat(node.revoke(unused, node.partner)).as("a second time").isFalse();
        assertThat(node.use(token(unused))).isEmpty();

        assertThat(node.revoke(used, node.partner)).isTrue();
        assertThat(node.sessions.recognise(opened.secret())).isEmpty();
    }

    @OnBothDatabases
    void aSessionLastsEightHoursUnlessItIsEnded(TestDatabase db) {
        var node = new Node(db);
        var opened = node.inTransaction(() -> node.sessions.openFor(node.partner, "account:ada", Origin.INTERNAL));
        clock.advance(Duration.ofHours(8).minusMillis(1));
        assertThat(node.sessions.recognise(opened.secret())).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertThat(node.sessions.recognise(opened.secret())).isEmpty();

        var ended = node.inTransaction(() -> node.sessions.openFor(node.partner, "account:ada", Origin.INTERNAL));
        assertThat(node.inTransaction(() -> node.sessions.end(ended.session(), Origin.INTERNAL)))
                .isTrue();
        assertThat(node.inTransaction(() -> node.sessions.end(ended.session(), Origin.INTERNAL)))
                .isFalse();
        assertThat(node.sessions.recognise(ended.secret())).isEmpty();
        assertThat(node.sessions.recognise("no secret")).isEmpty();
    }

    @OnBothDatabases
    void eachChangeHasItsEvent(TestDatabase db) {
        var node = new Node(db);
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

    private class Node {
        final TestDatabase db;
        final PartnerId partner;
        final ConnectSessions sessions;
        final ConnectLinks links;

        Node(TestDatabase db) {
            this.db = db;
            var made = TestPartners.made();
            partner = made.id();
            var version = TestPartners.version(db.jdbc(), clock);
            db.transactions()
                    .executeWithoutResult(
                            _ -> TestPartners.partners(db.jdbc(), version).save(made));
            var limits = new ConnectLimits(Duration.ofDays(7), Duration.ofHours(8));
            var randomness = TestKeys.randomness(clock);
            var events = TestEvents.on(db, clock);
            sessions = new ConnectSessions(new ConnectSessionRows(db.jdbc()), events, randomness, limits, clock);
            links = new ConnectLinks(
                    new ConnectLinkRows(db.jdbc()),
                    sessions,
                    events,
                    randomness,
                    new BaseUrl(URI.create("https://gate.example")),
                    limits,
                    clock);
        }

        ConnectLinks.Made make() {
            return inTransaction(() -> links.make(partner, "account:ada", Origin.INTERNAL));
        }

        Optional<ConnectSessions.Opened> use(String token) {
            return inTransaction(() -> links.use(token, Origin.INTERNAL));
        }

        boolean revoke(ConnectLinks.Made made, PartnerId by) {
            return inTransaction(() -> links.revoke(made.link().id(), by, "account:ada", Origin.INTERNAL));
        }

        List<LoginEvent> events() {
            var filter = new EventFilter(partner.value(), null, null, null, null, null, null, null, null, null);
            return TestEvents.on(db, clock).search(filter, 50).items();
        }

        <T> T inTransaction(Supplier<T> work) {
            return Objects.requireNonNull(db.transactions().execute(_ -> work.get()));
        }
    }
}
