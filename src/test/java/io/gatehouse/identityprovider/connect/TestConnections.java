package io.gatehouse.identityprovider.connect;

import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.mail.TestMail;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Links and sessions on a database, of a partner of their own. */
class TestConnections {
    final TestDatabase db;
    final TestClock clock;
    final PartnerId partner;
    final ConnectSessions sessions;
    final ConnectLinks links;

    TestConnections(TestDatabase db, TestClock clock) {
        this.db = db;
        this.clock = clock;
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
                TestMail.notConfigured(),
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
