package io.gatehouse.console.access;

import io.gatehouse.account.role.Glass;
import io.gatehouse.account.role.GlassUse;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.account.session.NamedBy;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.ConsoleDoor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Lets people in whose sign-in for the console is complete, if they have a role here. */
@Component
class Entry implements ConsoleDoor {
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final Administrators administrators;
    private final Glass glass;
    private final LoginEvents events;
    private final TransactionOperations transactions;

    Entry(
            ConsoleSessions sessions,
            ConsoleCookie cookie,
            Administrators administrators,
            Glass glass,
            LoginEvents events,
            TransactionOperations transactions) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.administrators = administrators;
        this.glass = glass;
        this.events = events;
        this.transactions = transactions;
    }

    @Override
    public Entrance enter(HttpServletRequest request, HttpServletResponse response, Visit visit, EventContext context) {
        // Whoever was at this browser before is not any more.
        cookie.token(request).flatMap(sessions::recognise).ifPresent(sessions::end);
        var opened = Objects.requireNonNull(transactions.execute(_ -> open(visit, context)));
        return switch (opened) {
            case Opening.Done(var token) -> {
                cookie.give(response, token);
                yield new Entrance.Open();
            }
            case Opening.Not(var refused) -> refused;
        };
    }

    private sealed interface Opening {
        record Done(String token) implements Opening {
            @Override
            public String toString() {
                return "Done[…]";
            }
        }

        record Not(Entrance.Refused refused) implements Opening {}
    }

    private Opening open(Visit visit, EventContext context) {
        var account = visit.account();
        var held = administrators.roles(account, visit.type()).stream()
                .map(Role::code)
                .sorted()
                .toList();
        if (held.isEmpty()) {
            return refused(context, "somebody without a role in the console");
        }
        var opened = sessions.open(
                visit.signIn(), account.id(), visit.type(), visit.secondFactor(), context.origin(), name(visit));
        if (opened.isEmpty()) {
            return refused(context, "a sign-in that opened a session before");
        }
        boolean breakGlass = glass.signedIn(account, GlassUse.Door.CONSOLE, context);
        events.append(context.success(
                        Type.ADMINISTRATION,
                        Evidence.of("step", "console-entered")
                                .and("session", opened.get().session().id())
                                .and("roles", held)
                                .and("break_glass", breakGlass ? true : null))
                .by("account:" + account.id()));
        return new Opening.Done(opened.get().token());
    }

    private static @Nullable NamedBy name(Visit visit) {
        var provider = visit.provider();
        var saml = visit.saml();
        return provider == null || saml == null
                ? null
                : new NamedBy(
                        visit.account().partner().value(),
                        provider.value(),
                        saml.nameId(),
                        saml.format(),
                        saml.nameQualifier(),
                        saml.spNameQualifier(),
                        saml.sessionIndex(),
                        saml.version());
    }

    private Opening refused(EventContext context, String got) {
        var why = Reason.NOT_PERMITTED.because(Evidence.of("got", got));
        events.append(context.failure(Type.ADMINISTRATION, why));
        return new Opening.Not(new Entrance.Refused(why));
    }
}
