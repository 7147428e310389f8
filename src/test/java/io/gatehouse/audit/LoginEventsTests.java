package io.gatehouse.audit;

import static io.gatehouse.audit.LoginEvent.Type.FIRST_FACTOR;
import static io.gatehouse.audit.LoginEvent.Type.SIGN_IN_STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

class LoginEventsTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456789Z");

    private final TestClock clock = new TestClock(NOON);
    private final String partner = "p-" + UUID.randomUUID();

    @OnBothDatabases
    void findsAnEventAsItWasAppended(TestDatabase db) {
        var context = TestEvents.about(partner);
        var refusal = Reason.AUDIENCE_MISMATCH.because(Evidence.expected("https://gate.example", null)
                .and("failed", List.of("audience", "times"))
                .and("offset", 42));
        var appended = append(
                db, context.failure(FIRST_FACTOR, refusal).secondFactor("idp").by("cli"));

        assertThat(appended.time()).isEqualTo(Instant.parse("2026-11-23T12:00:00.123Z"));
        assertThat(appended.id().version()).isEqualTo(7);
        assertThat(search(db, ofPartner(), 10).items()).containsExactly(appended);
        assertThat(appended.subject()).isEqualTo(context.subject());
        assertThat(appended.origin()).isEqualTo(context.origin());
        assertThat(appended.reason()).isEqualTo(Reason.AUDIENCE_MISMATCH);
        assertThat(appended.details().values()).containsEntry("got", "nothing").containsEntry("offset", 42);
    }

    @OnBothDatabases
    void keepsAnEventAboutNobodyFromNowhere(TestDatabase db) {
        var nobody = new EventContext(Subject.ofPartner(partner), Origin.INTERNAL);
        var appended = append(db, nobody.success(LoginEvent.Type.CONFIGURATION, Evidence.NONE));
        assertThat(search(db, ofPartner(), 10).items()).containsExactly(appended);
    }

    @OnBothDatabases
    void refusesToAppendOutsideATransaction(TestDatabase db) {
        var draft = TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE);
        assertThatIllegalStateException().isThrownBy(() -> events(db).append(draft));
        assertThat(search(db, ofPartner(), 10).items()).isEmpty();
    }

    @OnBothDatabases
    void forgetsTheEventOfAStateThatRollsBack(TestDatabase db) {
        db.transactions().executeWithoutResult(transaction -> {
            events(db).append(TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE));
            transaction.setRollbackOnly();
        });
        assertThat(search(db, ofPartner(), 10).items()).isEmpty();
    }

    @OnBothDatabases
    void makesTextFromOutsideHarmlessAndAddressesLowerCase(TestDatabase db) {
        var context = new EventContext(
                new Subject(null, partner, null, "Ada@Example.COM\r\nfaked: line\u202e", null, null),
                new Origin("192.0.2.7\n", "agent\u0000\u001b[31m" + "x".repeat(100_000), "id\n", null));
        append(db, context.success(SIGN_IN_STARTED, Evidence.NONE));
        var found = search(db, ofPartner(), 1).items().getFirst();
        assertThat(found.subject().email()).isEqualTo("ada@example.com\\u{d}\\u{a}faked: line\\u{202e}");
        assertThat(found.origin().clientIp()).isEqualTo("192.0.2.7\\u{a}");
        assertThat(found.origin().userAgent())
                .startsWith("agent\\u{0}\\u{1b}[31mx")
                .endsWith("characters)");
        assertThat(Objects.requireNonNull(found.origin().userAgent()).length()).isLessThan(600);
    }

    @OnBothDatabases
    void findsByEachFilter(TestDatabase db) {
        var context = TestEvents.about(partner);
        var wanted = append(db, context.failure(FIRST_FACTOR, Reason.REPLAYED.refused()));
        clock.advance(Duration.ofSeconds(1));
        append(db, TestEvents.about(partner + "x").success(SIGN_IN_STARTED, Evidence.NONE));
        var subject = wanted.subject();

        assertThat(search(db, ofPartner(), 10).items()).containsExactly(wanted);
        assertThat(search(db, filter(null, subject.account(), null, null, null, null, null), 10)
                        .items())
                .containsExactly(wanted);
        var email = Objects.requireNonNull(subject.email()).toUpperCase(java.util.Locale.ROOT);
        assertThat(search(db, filter(null, null, email, null, null, null, null), 10)
                        .items())
                .containsExactly(wanted);
        var reference = Objects.requireNonNull(subject.reference()).value();
        assertThat(search(db, filter(null, null, null, null, null, null, reference), 10)
                        .items())
                .containsExactly(wanted);
        assertThat(search(db, filter(partner, null, null, Outcome.FAILURE, null, null, null), 10)
                        .items())
                .containsExactly(wanted);
        assertThat(search(db, filter(partner, null, null, Outcome.SUCCESS, null, null, null), 10)
                        .items())
                .isEmpty();
        assertThat(search(db, filter(partner, null, null, null, "replayed", null, null), 10)
                        .items())
                .containsExactly(wanted);
        assertThat(search(db, filter(partner, null, null, null, "clock-skew", null, null), 10)
                        .items())
                .isEmpty();
        assertThat(search(db, filter(partner, null, null, null, null, "sso", null), 10)
                        .items())
                .containsExactly(wanted);
        assertThat(search(db, filter(partner, null, null, null, null, "cloud", null), 10)
                        .items())
                .isEmpty();
    }

    @OnBothDatabases
    void takesFromInclusiveAndToExclusive(TestDatabase db) {
        var at = append(db, TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE))
                .time();
        assertThat(search(db, between(at, at.plusMillis(1)), 10).items()).hasSize(1);
        assertThat(search(db, between(at.plusMillis(1), null), 10).items()).isEmpty();
        assertThat(search(db, between(null, at), 10).items()).isEmpty();
    }

    @OnBothDatabases
    void pagesThroughEverythingOnceNewestFirstWhateverIsAppendedMeanwhile(TestDatabase db) {
        var appended = new ArrayList<UUID>();
        for (int i = 0; i < 25; i++) {
            // Five events of each millisecond, so that the cursor has to tell them apart by their ids.
            if (i % 5 == 0) {
                clock.advance(Duration.ofMillis(1));
            }
            appended.add(append(db, TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE))
                    .id());
        }
        var seen = new ArrayList<LoginEvent>();
        var page = search(db, ofPartner(), 4);
        seen.addAll(page.items());
        while (page.next() != null) {
            clock.advance(Duration.ofSeconds(1));
            append(db, TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE));
            page = search(db, after(page.next()), 4);
            seen.addAll(page.items());
        }
        assertThat(seen).extracting(LoginEvent::id).containsExactlyInAnyOrderElementsOf(appended);
        assertThat(seen).isSortedAccordingTo((a, b) -> b.time().compareTo(a.time()));
    }

    @OnBothDatabases
    void endsWithAFullPageWithoutANextOne(TestDatabase db) {
        append(db, TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE));
        append(db, TestEvents.about(partner).success(SIGN_IN_STARTED, Evidence.NONE));
        assertThat(search(db, ofPartner(), 2).next()).isNull();
        assertThat(search(db, ofPartner(), 1).next()).isNotNull();
    }

    @OnBothDatabases
    void refusesACursorItNeverGaveAndALimitOutOfBounds(TestDatabase db) {
        for (var text : List.of(
                "", "x", "!!", "MX4y", "OTk5OTk5OTk5OTk5OTk5OTk5fjAxOTNhMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMA")) {
            assertThat(EventFilter.isCursor(text)).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> search(db, after(text), 10));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> search(db, ofPartner(), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> search(db, ofPartner(), LoginEvents.LONGEST_PAGE + 1));
    }

    private EventFilter ofPartner() {
        return filter(partner, null, null, null, null, null, null);
    }

    private EventFilter between(@Nullable Instant from, @Nullable Instant to) {
        return new EventFilter(partner, null, null, null, null, null, from, to, null, null);
    }

    private EventFilter after(@Nullable String cursor) {
        return new EventFilter(partner, null, null, null, null, null, null, null, null, cursor);
    }

    private static EventFilter filter(
            @Nullable String partner,
            @Nullable UUID account,
            @Nullable String email,
            @Nullable Outcome outcome,
            @Nullable String reason,
            @Nullable String type,
            @Nullable String reference) {
        return new EventFilter(partner, account, email, outcome, reason, type, null, null, reference, null);
    }

    private LoginEvents.Page search(TestDatabase db, EventFilter filter, int limit) {
        return events(db).search(filter, limit);
    }

    private LoginEvent append(TestDatabase db, EventDraft draft) {
        return Objects.requireNonNull(db.transactions().execute(_ -> events(db).append(draft)));
    }

    private LoginEvents events(TestDatabase db) {
        return TestEvents.on(db, clock);
    }
}
