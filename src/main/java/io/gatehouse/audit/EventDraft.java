package io.gatehouse.audit;

import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import org.jspecify.annotations.Nullable;

/** An event about to be appended: all but the id and the time, which {@link LoginEvents} gives. */
public record EventDraft(
        Type type,
        Outcome outcome,
        @Nullable Reason reason,
        EventContext context,
        @Nullable String secondFactor,
        @Nullable String actor,
        Evidence details) {
    /** The same, naming what satisfied the second factor ({@code totp}, {@code recovery-code}, {@code idp}, {@code not-asked}). */
    public EventDraft secondFactor(String what) {
        return new EventDraft(type, outcome, reason, context, what, actor, details);
    }

    /** The same, naming who administered ({@code cli}, an account, a token's name, {@code idp-config}). */
    public EventDraft by(String who) {
        return new EventDraft(type, outcome, reason, context, secondFactor, who, details);
    }
}
