package io.gatehouse.portal;

import static io.gatehouse.reason.Reason.PORTAL_CONFLICT;
import static io.gatehouse.reason.Reason.PORTAL_DECLINED;
import static io.gatehouse.reason.Reason.PORTAL_NOT_CONFIGURED;
import static io.gatehouse.reason.Reason.PORTAL_UNAVAILABLE;
import static io.gatehouse.reason.Reason.REPLAYED;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.Origin;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.SessionRow.State;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The only hand that creates portal sessions. A hand-off commits twice: a row with the exact body before the portal is
 * called, the outcome after; what a crash leaves between the two is settled by a task.
 */
@Service
public class PortalSessions {
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final PortalProperties settings;
    private final SessionStore store;
    private final SessionNames names;
    private final SessionStory story;
    private final SessionApi api;
    private final SessionGrants grants;
    private final Companions companions;
    private final Clock clock;

    PortalSessions(
            PortalProperties settings,
            SessionStore store,
            SessionNames names,
            SessionStory story,
            SessionApi api,
            SessionGrants grants,
            Companions companions,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.names = names;
        this.story = story;
        this.api = api;
        this.grants = grants;
        this.companions = companions;
        this.clock = clock;
    }

    /** Opens the session of this sign-in, or goes on with what an earlier request of the same sign-in left. Must not run in a transaction. */
    public HandOff open(PortalRequest request, EventContext given) {
        outsideOfTransactions();
        var context = new EventContext(request.subjectOf(given.subject()), given.origin(), given.secondFactor());
        var origin = settings.origin();
        if (origin == null) {
            return refused(PORTAL_NOT_CONFIGURED.refused(), context);
        }
        var now = clock.instant();
        var sid = grants.newId();
        var body = SessionBody.of(request, sid, new PortalOrigin(origin));
        var mine = new SessionRow(
                request.signIn(),
                sid,
                grants.newId(),
                request.account().id().value(),
                context.subject(),
                State.OPENING,
                1,
                now,
                now,
                body);
        if (story.begins(mine, way(request), request.secondFactor(), context)) {
            return call(mine, request, context);
        }
        return goOn(store.find(request.signIn()).orElseThrow(), request, context);
    }

    // What an identity provider's logout names the session by travels with the sign-in, or was too long for that.
    private @Nullable SamlSession way(PortalRequest request) {
        return request.logout() != null || request.identityProvider() == null
                ? request.logout()
                : names.kept(request.signIn()).orElse(null);
    }

    /** Ends a session here and at the portal; ending one that is over already is no failure. Must not run in a transaction. */
    public void end(String sid, EventContext context) {
        outsideOfTransactions();
        store.ofSid(sid).ifPresent(row -> end(row, context));
    }

    /** Ends every open session of an account, here and at the portal; how many there were. */
    public int endAll(AccountId account, EventContext context) {
        outsideOfTransactions();
        var open = store.openOf(account.value());
        open.forEach(row -> end(row, context));
        // A hand-off under way must not open what is being ended: it finds its row taken, and the task settles the
        // rest.
        var begun = store.begunOf(account.value()).stream()
                .filter(row -> story.givesUp(row).isPresent())
                .count();
        return open.size() + (int) begun;
    }

    /** The session of this id, open or over. */
    public Optional<PortalSession> find(String sid) {
        return store.ofSid(sid).map(SessionRow::asSeen);
    }

    /** The portal's origin, if one is configured: {@code scheme://host[:port]}. */
    public Optional<URI> origin() {
        return Optional.ofNullable(settings.origin());
    }

    private HandOff goOn(SessionRow known, PortalRequest request, EventContext context) {
        var person = request.account().id().value();
        if (!known.account().equals(person)) {
            return refused(REPLAYED.because(Evidence.expected(known.account(), person)), context);
        }
        var was = Evidence.of("portal_sid", known.sid())
                .and("state", known.state().code());
        return switch (known.state()) {
            case OPEN, ENDING, ENDED -> refused(REPLAYED.because(was), context);
            case DECLINED -> refused(PORTAL_DECLINED.because(was), context);
            case CONFLICT -> refused(PORTAL_CONFLICT.because(was), context);
            case SETTLING, SETTLED -> refused(PORTAL_UNAVAILABLE.because(was), context);
            case OPENING, UNAVAILABLE -> callAgain(known, was, request, context);
        };
    }

    private HandOff callAgain(SessionRow known, Evidence was, PortalRequest request, EventContext context) {
        var now = clock.instant();
        if (!now.isBefore(known.createdAt().plus(settings.retryWindow()))) {
            return refused(PORTAL_UNAVAILABLE.because(was.and("retry_window", settings.retryWindow())), context);
        }
        if (isUnderWay(known, now)) {
            return await(known, was, request, context);
        }
        return story.beginsAgain(known, context)
                .map(mine -> call(mine, request, context))
                .orElseGet(() -> tryAgain(PORTAL_UNAVAILABLE.because(was.and("got", "still being opened")), context));
    }

    private boolean isUnderWay(SessionRow row, Instant now) {
        return row.state() == State.OPENING && now.isBefore(overBy(row));
    }

    private Instant overBy(SessionRow row) {
        return row.attemptAt().plus(settings.budget()).plus(MARGIN);
    }

    private HandOff await(SessionRow known, Evidence was, PortalRequest request, EventContext context) {
        var now = companions.outcomeOf(known, overBy(known));
        return switch (now.state()) {
            case OPEN -> enterToo(now, known.body(), request, context);
            case UNAVAILABLE ->
                tryAgain(PORTAL_UNAVAILABLE.because(was.and("got", "the attempt under way failed")), context);
            case OPENING ->
                isUnderWay(now, clock.instant())
                        ? tryAgain(PORTAL_UNAVAILABLE.because(was.and("got", "still being opened")), context)
                        : goOn(now, request, context);
            case DECLINED, CONFLICT, SETTLING, SETTLED, ENDING, ENDED -> goOn(now, request, context);
        };
    }

    // The other request's Location may have been for a page that nobody sees. The same key and body is no replay: the
    // portal answers the same session with an unused one. Only who was here before the session was open gets that far.
    private HandOff enterToo(SessionRow open, @Nullable String body, PortalRequest request, EventContext context) {
        return switch (ask(open, body, request, context)) {
            case Answer.Created(var location) -> {
                if (story.enteredToo(open, context)) {
                    yield new HandOff.Opened(open.sid().toString(), location);
                }
                // Ended meanwhile: the portal must not have it back by our asking.
                tell(open.in(State.ENDING), context.origin());
                yield refused(REPLAYED.because(Evidence.of("portal_sid", open.sid())), context);
            }
            case Answer.Declined(var why) -> refused(PORTAL_DECLINED.because(why), context);
            case Answer.Conflict(var why) -> refused(PORTAL_CONFLICT.because(why), context);
            case Answer.Astray(var why) -> refused(PORTAL_CONFLICT.because(why), context);
            case Answer.Unavailable(var why) -> refused(PORTAL_UNAVAILABLE.because(why), context);
        };
    }

    private Answer ask(SessionRow row, @Nullable String body, PortalRequest request, EventContext context) {
        return api.open(
                () -> grants.grant(request, row.jti(), row.sid()),
                row.jti(),
                Objects.requireNonNull(body),
                context.origin());
    }

    private HandOff call(SessionRow mine, PortalRequest request, EventContext context) {
        return switch (ask(mine, mine.body(), request, context)) {
            case Answer.Created(var location) -> created(mine, location, context);
            case Answer.Declined(var why) -> failed(mine, State.DECLINED, PORTAL_DECLINED.because(why), context);
            case Answer.Conflict(var why) -> failed(mine, State.CONFLICT, PORTAL_CONFLICT.because(why), context);
            case Answer.Astray(var why) -> astray(mine, PORTAL_CONFLICT.because(why), context);
            case Answer.Unavailable(var why) -> unavailable(mine, PORTAL_UNAVAILABLE.because(why), context);
        };
    }

    private HandOff created(SessionRow mine, URI location, EventContext context) {
        if (story.opened(mine, context)) {
            return new HandOff.Opened(mine.sid().toString(), location);
        }
        // We were so slow that others took over. Where it was given up, the portal has a session now that nobody wants.
        var why = PORTAL_UNAVAILABLE.because(Evidence.of("got", "opened too late"));
        if (story.cameTooLate(mine, why, context)) {
            return new HandOff.Refused(why);
        }
        return tryAgain(why, context);
    }

    private HandOff failed(SessionRow mine, State outcome, Refusal why, EventContext context) {
        story.failed(mine, outcome, why, null, context);
        return new HandOff.Refused(why);
    }

    private HandOff unavailable(SessionRow mine, Refusal why, EventContext context) {
        story.failed(mine, State.UNAVAILABLE, why, mine.createdAt().plus(settings.retryWindow()), context);
        return new HandOff.TryAgain(why);
    }

    private HandOff astray(SessionRow mine, Refusal why, EventContext context) {
        story.failed(mine, State.CONFLICT, why, clock.instant(), context);
        tell(mine.in(State.CONFLICT), context.origin());
        return new HandOff.Refused(why);
    }

    private void end(SessionRow row, EventContext context) {
        var about = new EventContext(row.subject(), context.origin());
        if (row.state() == State.OPEN) {
            story.ends(row, about).ifPresent(ending -> tell(ending, about.origin()));
        }
    }

    /** Tells the portal that a session is over; false if it could not be told, which a task then repeats. */
    boolean tell(SessionRow row, Origin origin) {
        boolean told = api.end(row.sid(), grants.logout(row.account(), row.sid()), origin);
        if (told) {
            story.told(row);
        }
        return told;
    }

    private HandOff refused(Refusal why, EventContext context) {
        story.refused(why, context);
        return new HandOff.Refused(why);
    }

    private HandOff tryAgain(Refusal why, EventContext context) {
        story.refused(why, context);
        return new HandOff.TryAgain(why);
    }

    static void outsideOfTransactions() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "the portal is another system: it is called between commits, never within one");
        }
    }

    /** What came of a hand-off. */
    public sealed interface HandOff {
        /** Open: the browser is to be sent there (303), once. */
        record Opened(String sid, URI location) implements HandOff {}

        /** Refused for good: {@code portal-declined}, {@code portal-conflict}, {@code portal-not-configured}, {@code replayed}, {@code portal-unavailable} once given up. */
        record Refused(Refusal why) implements HandOff {}

        /** {@code portal-unavailable}, or another request of this sign-in is still at it: the person may try again. */
        record TryAgain(Refusal why) implements HandOff {}
    }
}
