package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.mail.Mail;
import io.gatehouse.reason.Evidence;
import org.springframework.stereotype.Service;

/** An administrator takes somebody's second factor away. */
@Service
class Resets {
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Attempts attempts;
    private final Mail mail;
    private final LoginEvents events;

    Resets(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Attempts attempts,
            Mail mail,
            LoginEvents events) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.mail = mail;
        this.events = events;
    }

    boolean unlock(Account account, String actor, EventContext context) {
        boolean forgotten = attempts.take(account.id()).failures() > 0;
        attempts.reset(account.id());
        if (forgotten) {
            events.append(context.about(account.id().value(), account.email())
                    .success(LoginEvent.Type.ADMINISTRATION, Evidence.of("step", "second-factor-unlocked"))
                    .by(actor));
        }
        return forgotten;
    }

    void reset(Account account, String actor, EventContext context) {
        // In the order in which codes are tried, so that the two never wait for one another.
        attempts.take(account.id());
        int removed = authenticators.removeAll(account.id());
        recoveryCodes.removeAll(account.id());
        attempts.reset(account.id());
        var posting = mail.send(account.email(), "second-factor-reset");
        events.append(context.about(account.id().value(), account.email())
                .success(
                        LoginEvent.Type.ADMINISTRATION,
                        Evidence.of("step", "second-factor-reset")
                                .and("authenticators_removed", removed)
                                .and("mailed", posting instanceof Mail.Posting.Queued))
                .by(actor));
    }
}
