package io.gatehouse.audit;

import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all events of one request have in common: whom they are about and where the request came from. */
public record EventContext(Subject subject, Origin origin) {
    /** A success to append. */
    public EventDraft success(Type type, Evidence details) {
        return new EventDraft(type, Outcome.SUCCESS, null, this, null, null, details);
    }

    /** A failure to append, with the refusal's reason and evidence. */
    public EventDraft failure(Type type, Refusal refusal) {
        return new EventDraft(type, Outcome.FAILURE, refusal.reason(), this, null, null, refusal.evidence());
    }

    /** The same, about an account now known. */
    public EventContext about(UUID account, @Nullable String email) {
        return new EventContext(
                new Subject(
                        subject.reference(),
                        subject.partner(),
                        account,
                        email,
                        subject.authenticationType(),
                        subject.identityProvider()),
                origin);
    }
}
