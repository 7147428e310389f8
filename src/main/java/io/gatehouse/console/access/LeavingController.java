package io.gatehouse.console.access;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.reason.Evidence;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The way out of the console. */
@Controller
class LeavingController {
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final Origins origins;

    LeavingController(
            ConsoleSessions sessions,
            ConsoleCookie cookie,
            LoginEvents events,
            TransactionOperations transactions,
            Origins origins) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.events = events;
        this.transactions = transactions;
        this.origins = origins;
    }

    @PostMapping("/console/sign-out")
    String leave(
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response) {
        var account = me.account();
        transactions.executeWithoutResult(_ -> {
            sessions.end(me.session());
            events.append(new EventContext(Subject.ofPartner(account.partner().value()), origins.of(request))
                    .about(account.id().value(), account.email())
                    .success(
                            Type.SIGN_OUT,
                            Evidence.of("from", "console")
                                    .and("session", me.session().id())));
        });
        cookie.take(response);
        return "redirect:/sign-in/console";
    }
}
