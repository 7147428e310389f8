package io.gatehouse.console.access;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.References;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.RefusalPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Turns somebody away from the console: first the event, then the page. */
@Component
public class Turned {
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final References references;
    private final Origins origins;
    private final RefusalPage page;
    private final FloodGate flood;

    Turned(
            LoginEvents events,
            TransactionOperations transactions,
            References references,
            Origins origins,
            RefusalPage page,
            FloodGate flood) {
        this.events = events;
        this.transactions = transactions;
        this.references = references;
        this.origins = origins;
        this.page = page;
        this.flood = flood;
    }

    /** Records that this person, or nobody known, was turned away, and says so. */
    public void away(HttpServletRequest request, HttpServletResponse response, @Nullable Administrator who, Refusal why)
            throws IOException {
        var whole = why.with("method", request.getMethod()).with("path", request.getRequestURI());
        var reference = references.next();
        var account = who == null ? null : who.account();
        var subject = new Subject(
                reference,
                account == null ? null : account.partner().value(),
                account == null ? null : account.id().value(),
                account == null ? null : account.email(),
                null,
                null);
        var context = new EventContext(subject, origins.of(request));
        if (flood.failsTooOften(request, response, context)) {
            return;
        }
        var draft = context.failure(Type.ADMINISTRATION, whole);
        transactions.executeWithoutResult(_ -> events.append(who == null ? draft : draft.by(who.actor())));
        page.show(request, response, whole, reference, null, "/console");
    }
}
