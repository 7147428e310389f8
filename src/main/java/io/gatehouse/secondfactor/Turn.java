package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Instant;
import java.util.Optional;

/** One try of a code: how it is told, and what it costs. */
record Turn(
        Account account,
        Attempts.Standing standing,
        Instant now,
        Typed typed,
        LoginEvent.Type type,
        Evidence because,
        EventContext context,
        Attempts attempts,
        LoginEvents events) {

    Optional<Refusal> locked() {
        return standing.lockedAt(now)
                .map(until -> refuse(Reason.SECOND_FACTOR_LOCKED.because(Evidence.of("until", until))));
    }

    /** A refusal that is no guess: it is told and costs nothing. */
    Refusal refuse(Refusal why) {
        var told = new Refusal(why.reason(), why.evidence().and(because));
        events.append(about().failure(type, told).secondFactor(typed.by()));
        return why;
    }

    /** A wrong code: it is told and counts. */
    Refusal count(Refusal why) {
        var after = standing.failed(now);
        attempts.write(account.id(), after);
        var counted = why.with("failures", after.failures());
        return refuse(
                after.lockedAt(now).map(until -> counted.with("until", until)).orElse(counted));
    }

    EventDraft success(LoginEvent.Type what, Evidence details) {
        return about().success(what, details.and(because)).secondFactor(typed.by());
    }

    private EventContext about() {
        return context.about(account.id().value(), account.email());
    }
}
