package io.gatehouse.saml;

import io.gatehouse.reason.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Judges a response: a pure function of its arguments, without I/O. */
@Component
class ResponseJudge {
    /** Judges the decoded bytes of a response. */
    Judgement judge(byte[] response, RelyingParty relyingParty, PendingRequests pending, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The verdict. Either way the request it answers is named, if that much was proved. */
    sealed interface Judgement {
        /** Every check held. */
        record Accepted(Asserted asserted, @Nullable PendingRequest pending) implements Judgement {}

        /** The first failing check names the reason; {@code failed} in the evidence lists all that failed. */
        record Refused(Refusal why, @Nullable PendingRequest pending) implements Judgement {}
    }
}
