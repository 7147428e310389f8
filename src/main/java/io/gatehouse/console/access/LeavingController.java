package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.account.session.NamedBy;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.reason.Evidence;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.signout.CompanySignOut;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
    private final References references;
    private final CompanySignOut company;

    LeavingController(
            ConsoleSessions sessions,
            ConsoleCookie cookie,
            LoginEvents events,
            TransactionOperations transactions,
            Origins origins,
            References references,
            CompanySignOut company) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.events = events;
        this.transactions = transactions;
        this.origins = origins;
        this.references = references;
        this.company = company;
    }

    /** Ends the session here, and then at the identity provider that it came by, if that can be asked. */
    @PostMapping("/console/sign-out")
    @Nullable
    String leave(
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var reference = references.next();
        var account = me.account();
        transactions.executeWithoutResult(_ -> {
            sessions.end(me.session());
            events.append(context(reference, account, request)
                    .about(account.id().value(), account.email())
                    .success(
                            Type.SIGN_OUT,
                            Evidence.of("from", "console")
                                    .and("session", me.session().id())));
        });
        cookie.take(response);
        var name = me.session().name();
        boolean sentOff = name != null
                && company.sendsOff(
                        request, response, new RegistrationId(name.identityProvider()), saml(name), reference.value());
        return sentOff ? null : "redirect:/sign-in/console";
    }

    private EventContext context(Reference reference, Account account, HttpServletRequest request) {
        var subject = new Subject(reference, account.partner().value(), null, null, null, null);
        return new EventContext(subject, origins.of(request));
    }

    private static SamlSession saml(NamedBy name) {
        return new SamlSession(
                name.nameId(),
                name.format(),
                name.nameQualifier(),
                name.spNameQualifier(),
                name.sessionIndex(),
                name.version());
    }
}
