package io.gatehouse.portal;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.SessionRow.State;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each change of a hand-off with the event that tells of it, in one commit. */
@Component
class SessionStory {
    /** A hand-off that nobody concluded for so long is settled. */
    static final Duration LEFT_OPEN = Duration.ofMinutes(2);

    private static final Duration FIRST_REPEAT = Duration.ofSeconds(30);
    private static final Duration LAST_REPEAT = Duration.ofHours(1);

    private final SessionStore store;
    private final Consumer<EventDraft> events;
    private final TransactionTemplate commits;
    private final Clock clock;

    @Autowired
    SessionStory(SessionStore store, LoginEvents events, PlatformTransactionManager transactions, Clock clock) {
        this(store, (EventDraft draft) -> events.append(draft), new TransactionTemplate(transactions), clock);
    }

    SessionStory(SessionStore store, Consumer<EventDraft> events, TransactionTemplate commits, Clock clock) {
        this.store = store;
        this.events = events;
        this.commits = commits;
        this.clock = clock;
    }

    /** The hand-off begins, and what satisfied the second factor is told with it if it is not yet; false if the sign-in has one already. */
    boolean begins(SessionRow row, @Nullable SamlSession saml, @Nullable Evidence secondFactor, EventContext context) {
        var opening = opening(row, context);
        return commit(
                () -> store.add(row, saml, row.attemptAt().plus(LEFT_OPEN)),
                secondFactor == null
                        ? List.of(opening)
                        : List.of(context.success(Type.SECOND_FACTOR, secondFactor), opening));
    }

    /** Another attempt begins; empty if somebody else was first. */
    Optional<SessionRow> beginsAgain(SessionRow seen, EventContext context) {
        var now = clock.instant();
        var mine = seen.attemptedAgain(now);
        return commit(() -> store.claim(seen, now, now.plus(LEFT_OPEN)), opening(mine, context))
                ? Optional.of(mine)
                : Optional.empty();
    }

    /** It is open; false if the attempt was taken from us. */
    boolean opened(SessionRow mine, EventContext context) {
        return commit(
                () -> store.conclude(mine, State.OPEN, clock.instant(), null),
                context.success(Type.PORTAL_SESSION, details(mine, "open")));
    }

    /** Another request of the same sign-in is sent into this open session too; false if it is open no more. */
    boolean enteredToo(SessionRow open, EventContext context) {
        return commit(
                () -> store.move(open, State.OPEN, null, null),
                context.success(Type.PORTAL_SESSION, details(open, "open-again")));
    }

    /** The attempt failed; whoever took it from us meanwhile goes on, and the event is written in any case. */
    void failed(SessionRow mine, State outcome, Refusal why, @Nullable Instant dueAt, EventContext context) {
        var event = failure(mine, why, outcome.code(), context);
        if (!commit(() -> store.conclude(mine, outcome, clock.instant(), dueAt), event)) {
            refused(why, context);
        }
    }

    /** A request is refused; no hand-off changes by it. */
    void refused(Refusal why, EventContext context) {
        commit(() -> true, context.failure(Type.PORTAL_SESSION, why));
    }

    /** A session came of a hand-off that was given up meanwhile: it is settled once more. False if it was not given up. */
    boolean cameTooLate(SessionRow mine, Refusal why, EventContext context) {
        return commit(() -> store.settleAgain(mine.signIn(), clock.instant()), failure(mine, why, "settling", context));
    }

    /** An open session is over here; empty if it was not open. */
    Optional<SessionRow> ends(SessionRow open, EventContext context) {
        return ends(open, context, Evidence.NONE);
    }

    /** The same, with what is known of why. */
    Optional<SessionRow> ends(SessionRow open, EventContext context, Evidence why) {
        var now = clock.instant();
        var event = context.success(Type.SIGN_OUT, details(open, null).and(why));
        return commit(() -> store.move(open, State.ENDING, now, now.plus(FIRST_REPEAT)), event)
                ? Optional.of(open.in(State.ENDING))
                : Optional.empty();
    }

    /** Nobody goes on with it any more; empty if somebody does. */
    Optional<SessionRow> givesUp(SessionRow left) {
        var now = clock.instant();
        return store.move(left, State.SETTLING, now, now) ? Optional.of(left.in(State.SETTLING)) : Optional.empty();
    }

    /** The portal has the session no more. */
    void told(SessionRow row) {
        switch (row.state()) {
            case SETTLING -> {
                var why = Reason.PORTAL_UNAVAILABLE.because(Evidence.of("attempts", row.attempt()));
                var event = failure(row, why, "settled", new EventContext(row.subject(), Origin.INTERNAL));
                commit(() -> store.move(row, State.SETTLED, null, null), event);
            }
            case ENDING -> store.move(row, State.ENDED, null, null);
            default -> store.move(row, row.state(), null, null);
        }
    }

    /** The portal could not be told; pauses grow with the age of the row. */
    void notTold(SessionRow row) {
        var now = clock.instant();
        var pause = Duration.between(row.createdAt(), now).dividedBy(4);
        pause = pause.compareTo(FIRST_REPEAT) < 0 ? FIRST_REPEAT : pause;
        store.postpone(row, now.plus(pause.compareTo(LAST_REPEAT) > 0 ? LAST_REPEAT : pause));
    }

    private boolean commit(BooleanSupplier change, EventDraft event) {
        return commit(change, List.of(event));
    }

    private boolean commit(BooleanSupplier change, List<EventDraft> told) {
        return Boolean.TRUE.equals(commits.execute(_ -> {
            if (!change.getAsBoolean()) {
                return false;
            }
            told.forEach(events);
            return true;
        }));
    }

    private static EventDraft opening(SessionRow row, EventContext context) {
        return context.success(Type.PORTAL_SESSION, details(row, "opening"));
    }

    private static EventDraft failure(SessionRow row, Refusal why, String phase, EventContext context) {
        return context.failure(
                Type.PORTAL_SESSION,
                new Refusal(why.reason(), details(row, phase).and(why.evidence())));
    }

    private static Evidence details(SessionRow row, @Nullable String phase) {
        return Evidence.NONE
                .and("phase", phase)
                .and("grant_jti", row.jti())
                .and("portal_sid", row.sid())
                .and("attempt", row.attempt());
    }
}
