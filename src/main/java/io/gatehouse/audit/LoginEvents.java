package io.gatehouse.audit;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Printable;
import java.sql.Types;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The login events: appended in the caller's transaction, so that no fact is without its event. */
@Repository
public class LoginEvents {
    /** The longest page of a search. */
    public static final int LONGEST_PAGE = 200;

    private final JdbcClient jdbc;
    private final Randomness randomness;
    private final Clock clock;

    LoginEvents(JdbcClient jdbc, Randomness randomness, Clock clock) {
        this.jdbc = jdbc;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Appends in the current transaction; without one it is a defect. */
    public LoginEvent append(EventDraft draft) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a login event commits with the state it records, or not at all");
        }
        var event = of(draft);
        var salts = new Leaf.Salts(randomness.bytes(Leaf.SALT), randomness.bytes(Leaf.SALT));
        insert(event, salts, Leaf.of(event, salts));
        return event;
    }

    /** The newest events that match, newest first: 1 to {@value #LONGEST_PAGE} of them. */
    public Page search(EventFilter filter, int limit) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new IllegalArgumentException("limit");
        }
        var query = EventQuery.of(filter);
        var found = jdbc.sql(query.sql())
                .params(query.params())
                .param("limit", limit + 1)
                .query(new LoginEventRow())
                .list();
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page(items, EventCursor.after(items.getLast()).text());
    }

    private LoginEvent of(EventDraft draft) {
        var subject = draft.context().subject();
        var origin = draft.context().origin();
        return new LoginEvent(
                randomness.uuid(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                draft.type(),
                draft.outcome(),
                draft.reason(),
                new Subject(
                        subject.reference(),
                        tame(subject.partner(), 64),
                        subject.account(),
                        lowerCase(tame(subject.email(), 320)),
                        tame(subject.authenticationType(), 20),
                        tame(subject.identityProvider(), 64)),
                new Origin(
                        tame(origin.clientIp(), 64),
                        tame(origin.userAgent(), 512),
                        tame(origin.requestId(), 128),
                        tame(origin.traceId(), 64)),
                tame(draft.secondFactor(), 64),
                tame(draft.actor(), 320),
                draft.details());
    }

    private void insert(LoginEvent event, Leaf.Salts salts, Leaf leaf) {
        var subject = event.subject();
        var origin = event.origin();
        var reason = event.reason();
        var reference = subject.reference();
        var details = event.details().values();
        jdbc.sql("""
                insert into login_event (id, time, type, outcome, reason, reference, partner, account, email,
                    authentication_type, identity_provider, second_factor, client_ip, user_agent, request_id, trace_id,
                    actor, details, leaf, personal_salt, details_salt)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(event.id())
                .param(event.time().atOffset(UTC))
                .param(event.type().code())
                .param(event.outcome().code())
                .param(5, reason == null ? null : reason.code(), Types.VARCHAR)
                .param(6, reference == null ? null : reference.value(), Types.VARCHAR)
                .param(7, subject.partner(), Types.VARCHAR)
                .param(subject.account())
                .param(9, subject.email(), Types.VARCHAR)
                .param(10, subject.authenticationType(), Types.VARCHAR)
                .param(11, subject.identityProvider(), Types.VARCHAR)
                .param(12, event.secondFactor(), Types.VARCHAR)
                .param(13, origin.clientIp(), Types.VARCHAR)
                .param(14, origin.userAgent(), Types.VARCHAR)
                .param(15, origin.requestId(), Types.VARCHAR)
                .param(16, origin.traceId(), Types.VARCHAR)
                .param(17, event.actor(), Types.VARCHAR)
                .param(18, details.isEmpty() ? null : CanonicalJson.of(details), Types.VARCHAR)
                .param(leaf.json())
                .param(salts.personal())
                .param(salts.details())
                .update();
    }

    // Once more for what did not come through Evidence: an agent or an address typed by hand must not break a log line.
    private static @Nullable String tame(@Nullable String text, int longest) {
        return text == null ? null : Printable.of(text, longest);
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** One page, and the cursor of the next if there is one. */
    public record Page(List<LoginEvent> items, @Nullable String next) {}
}
