package io.gatehouse.portal.person;

import io.gatehouse.account.Account;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.portal.PortalSessions;
import io.gatehouse.reason.Evidence;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The sessions of a person, at the portal and at the console. */
@Service
public class PersonSessions {
    private final PortalSessions portal;
    private final ConsoleSessions console;
    private final LoginEvents events;
    private final TransactionOperations transactions;

    PersonSessions(
            PortalSessions portal, ConsoleSessions console, LoginEvents events, TransactionOperations transactions) {
        this.portal = portal;
        this.console = console;
        this.events = events;
        this.transactions = transactions;
    }

    /** How many sessions were open. */
    public record Ended(int console, int portal) {
        /** Both kinds. */
        public int all() {
            return console + portal;
        }
    }

    /**
     * Ends every session of a person on an administrator's word, with the {@code administration} event of it. Must not run in a
     * transaction: the portal is another system, each of whose sessions ends with its own event.
     */
    public Ended endAll(Account account, String actor, EventContext context) {
        var about = context.about(account.id().value(), account.email());
        var ended = new Ended(console.endAll(account.id()), portal.endAll(account.id(), about));
        var details = Evidence.of("step", "sessions-ended")
                .and("console", ended.console())
                .and("portal", ended.portal());
        transactions.executeWithoutResult(
                _ -> events.append(about.success(Type.ADMINISTRATION, details).by(actor)));
        return ended;
    }
}
