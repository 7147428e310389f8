package io.gatehouse.signin.refusal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.limits.AddressLimit;
import io.gatehouse.limits.AddressLimit.Closed;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps a flood from the database: an address that failed too often is told so before anything is looked at, and one
 * event a window says that it was.
 */
@Component
public class FloodGate {
    private static final int REMEMBERED = 10_000;

    private final AddressLimit limit;
    private final Origins origins;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final References references;
    private final RefusalPage page;
    private final Cache<String, Reference> told =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    FloodGate(
            AddressLimit limit,
            Origins origins,
            LoginEvents events,
            TransactionOperations transactions,
            References references,
            RefusalPage page) {
        this.limit = limit;
        this.origins = origins;
        this.events = events;
        this.transactions = transactions;
        this.references = references;
        this.page = page;
    }

    /** Whether the address is turned away at once; then it is answered. Asks no database. */
    public boolean turnsAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var closed = limit.standing(origins.of(request).clientIp());
        if (closed.isPresent()) {
            show(request, response, closed.get());
        }
        return closed.isPresent();
    }

    /** Whether this was one failure too many; then it is recorded as such, once, and answered. Outside of transactions. */
    public boolean failsTooOften(HttpServletRequest request, HttpServletResponse response, EventContext context)
            throws IOException {
        var closed = limit.failed(context.origin().clientIp());
        if (closed.isPresent()) {
            tell(closed.get(), context);
            show(request, response, closed.get());
        }
        return closed.isPresent();
    }

    /** A failure that is recorded already: counts it. */
    public void failed(EventContext context) {
        limit.failed(context.origin().clientIp()).ifPresent(closed -> tell(closed, context));
    }

    /** Counts a failure; whether it is to be recorded: if it was one too many, that is recorded instead. */
    public boolean isToBeRecorded(EventContext context) {
        var closed = limit.failed(context.origin().clientIp());
        closed.ifPresent(c -> tell(c, context));
        return closed.isEmpty();
    }

    /** A sign-in sets out for its identity provider. */
    public void started(EventContext context) {
        limit.started(context.origin().clientIp()).ifPresent(closed -> tell(closed, context));
    }

    /** It came back proved. */
    public void finished(EventContext context) {
        limit.finished(context.origin().clientIp());
    }

    private void tell(Closed closed, EventContext context) {
        if (closed.untold()) {
            var why = closed.refusal();
            transactions.executeWithoutResult(_ -> events.append(context.failure(Type.FIRST_FACTOR, why)));
            told.put(closed.client(), Objects.requireNonNull(context.subject().reference()));
        }
    }

    // Whoever quotes the reference is to be found, so it is the one that was recorded.
    private void show(HttpServletRequest request, HttpServletResponse response, Closed closed) throws IOException {
        var reference = Optional.ofNullable(told.getIfPresent(closed.client())).orElseGet(references::next);
        page.show(request, response, closed.refusal(), reference, null, null);
    }
}
