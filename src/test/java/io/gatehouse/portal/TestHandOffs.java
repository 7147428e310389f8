package io.gatehouse.portal;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.audit.Reference;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.PortalSessions.HandOff;
import io.gatehouse.reason.Refusal;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import io.gatehouse.testing.TestGrantKey;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The hand-off with all it is made of, in front of a test portal; several may share the database, as nodes do. */
final class TestHandOffs implements AutoCloseable {
    static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    static final EventContext CONTEXT = new EventContext(
            new Subject(new Reference("ACDEFGHJKM"), "northwind", null, null, "sso", "northwind-entra"),
            new Origin("192.0.2.7", "Firefox", "request-7", "0af7651916cd43dd8448eb211c80319c"));

    final TestClock clock = new TestClock(MORNING);
    final List<EventDraft> events = new CopyOnWriteArrayList<>();
    /** Happens once, before the next token is signed, which is after the first commit. */
    final AtomicReference<Runnable> beforeItSigns = new AtomicReference<>(() -> {});

    /** While set, the process dies whenever it is about to commit that a session is open. */
    volatile boolean dying;

    final SessionStore store;
    final PortalSessions sessions;
    final NamedSessions named;
    final Settling settling;
    private final SessionApi api;

    TestHandOffs(TestDatabase db, PortalProperties settings) {
        this(db, settings, null);
    }

    private TestHandOffs(TestDatabase db, PortalProperties settings, @Nullable Clock other) {
        var time = other == null ? clock : other;
        store = new SessionStore(db.jdbc());
        var names = new SessionNames(db.jdbc());
        var story = new SessionStory(store, this::append, db.transactions(), time);
        api = new SessionApi(settings, time);
        var key = TestGrantKey.make();
        var grants = new SessionGrants(
                settings,
                "http://localhost:8080",
                () -> {
                    beforeItSigns.getAndSet(() -> {}).run();
                    return key;
                },
                UUID::randomUUID,
                time);
        sessions = new PortalSessions(settings, store, names, story, api, grants, new Companions(store, time), time);
        named = new NamedSessions(names, store, story, sessions, time);
        settling = new Settling(settings, store, names, story, sessions, time);
    }

    /** On the real clock, where budgets run out. */
    static TestHandOffs inRealTime(TestDatabase db, PortalProperties settings) {
        return new TestHandOffs(db, settings, Clock.systemUTC());
    }

    static PortalProperties settings(TestPortal portal) {
        return settings(portal, Duration.ofSeconds(10), Duration.ofSeconds(4), 128);
    }

    static PortalProperties settings(TestPortal portal, Duration budget, Duration readTimeout, int concurrentCalls) {
        return settings(portal.sessionEndpoint(), portal.origin(), budget, readTimeout, concurrentCalls);
    }

    static PortalProperties settings(
            @Nullable URI endpoint, @Nullable URI origin, Duration budget, Duration readTimeout, int concurrentCalls) {
        return new PortalProperties(
                endpoint,
                origin,
                endpoint == null ? null : TestPortal.AUDIENCE,
                3,
                budget,
                Duration.ofSeconds(2),
                readTimeout,
                concurrentCalls,
                new PortalProperties.Breaker(50, 20, 10, Duration.ofSeconds(10), 3),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofDays(90));
    }

    static PortalRequest alice() {
        return alice(null);
    }

    static PortalRequest alice(@Nullable String returnTo) {
        var account = new Account(
                new AccountId(UUID.randomUUID()),
                new PartnerId("northwind"),
                "alice@northwind.example",
                "Alice",
                "Ähm \"q\" <b>",
                List.of("buyers", "north"),
                Account.Status.ACTIVE);
        return new PortalRequest(
                UUID.randomUUID(),
                account,
                "northwind-entra",
                MORNING.minusSeconds(20),
                List.of("fed", "otp"),
                "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
                returnTo,
                new SamlSession(account.id() + "@idp", "urn:x:persistent", "idp", "sp", "_s1", null),
                null);
    }

    PortalSessions.HandOff open(PortalRequest request) {
        return sessions.open(request, CONTEXT);
    }

    private void append(EventDraft event) {
        if (dying && "open".equals(event.details().values().get("phase"))) {
            throw new IllegalStateException("killed");
        }
        events.add(event);
    }

    /** Each event as type, outcome, reason and phase. */
    List<String> told() {
        return events.stream()
                .map(event -> event.type().code() + " "
                        + (event.reason() == null ? "success" : event.reason().code())
                        + " "
                        + Objects.requireNonNullElse(event.details().values().get("phase"), "-"))
                .toList();
    }

    @Override
    public void close() {
        api.close();
    }

    static Refusal refused(HandOff handOff) {
        return ((HandOff.Refused) handOff).why();
    }

    static Refusal tryAgain(HandOff handOff) {
        return ((HandOff.TryAgain) handOff).why();
    }
}
