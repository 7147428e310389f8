package io.gatehouse.account;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People kept out, and let in again, on an administrator's word; each with its {@code administration} event. */
@Service
public class Suspensions {
    private final AccountRows rows;
    private final LoginEvents events;
    private final Clock clock;

    Suspensions(AccountRows rows, LoginEvents events, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps a person out from the next step of any sign-in on; false if they are kept out already. Sessions that are open
     * are the caller's to end, after the commit: the portal is another system.
     */
    @Transactional
    public boolean suspend(Account account, String actor, EventContext context) {
        return change(account, Account.Status.SUSPENDED, "account-suspended", actor, context);
    }

    /** Lets a person in again; false if nothing kept them out. */
    @Transactional
    public boolean resume(Account account, String actor, EventContext context) {
        return change(account, Account.Status.ACTIVE, "account-resumed", actor, context);
    }

    private boolean change(Account account, Account.Status status, String step, String actor, EventContext context) {
        boolean changed = rows.writeStatus(account.id(), status, clock.instant());
        if (changed) {
            events.append(context.about(account.id().value(), account.email())
                    .success(LoginEvent.Type.ADMINISTRATION, Evidence.of("step", step))
                    .by(actor));
        }
        return changed;
    }
}
