package io.gatehouse.console.connect;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.refusal.FloodGate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Turns away who may not connect anything: first the event, then a page that says nothing of any partner. */
@Component
class ConnectRefusals {
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final References references;
    private final Origins origins;
    private final Pages pages;
    private final FloodGate flood;

    ConnectRefusals(
            LoginEvents events,
            TransactionOperations transactions,
            References references,
            Origins origins,
            Pages pages,
            FloodGate flood) {
        this.events = events;
        this.transactions = transactions;
        this.references = references;
        this.origins = origins;
        this.pages = pages;
        this.flood = flood;
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, Refusal why) throws IOException {
        var reference = references.next();
        var session = (ConnectSession) request.getAttribute(ConnectFilter.SESSION);
        var partner = session == null ? null : session.partner().value();
        var context = new EventContext(new Subject(reference, partner, null, null, null, null), origins.of(request));
        if (flood.failsTooOften(request, response, context)) {
            return;
        }
        var event = context.failure(Type.ADMINISTRATION, why);
        transactions.executeWithoutResult(_ -> events.append(session == null ? event : event.by(session.actor())));
        var model = Map.of(
                "text",
                "reason." + why.reason().code(),
                "code",
                why.reason().code(),
                "reference",
                reference.value(),
                "again",
                session != null);
        pages.showOf("connect", request, response, why.reason().status(), "refused", model);
    }
}
