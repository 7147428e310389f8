package io.gatehouse.audit;

import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all events of one request have in common: whom they are about and where the request came from.
 *
 * @param secondFactor what satisfied the second factor, once something did
 */
public record EventContext(
        Subject subject, Origin origin, @Nullable String secondFactor) {
    /** A context before the second factor. */
    public EventContext(Subject subject, Origin origin) {
        this(subject, origin, null);
    }

    /** A success to append. */
    public EventDraft success(Type type, Evidence details) {
        return new EventDraft(type, Outcome.SUCCESS, null, this, secondFactor, null, details);
    }

    /** A failure to append, with the refusal's reason and evidence. */
    public EventDraft failure(Type type, Refusal refusal) {
        return new EventDraft(type, Outcome.FAILURE, refusal.reason(), this, secondFactor, null, refusal.evidence());
    }

    /** The same, about an account now known. */
    public EventContext about(@Nullable UUID account, @Nullable String email) {
        return new EventContext(
                new Subject(
                        subject.reference(),
                        subject.partner(),
                        account,
                        email,
                        subject.authenticationType(),
                        subject.identityProvider()),
                origin,
                secondFactor);
    }

    /** The same after the second factor: {@code totp}, {@code recovery-code}, {@code idp} or {@code not-asked}. */
    public EventContext assuredBy(String what) {
        return new EventContext(subject, origin, what);
    }
}
