package io.gatehouse.saml.judgement;

import static io.gatehouse.reason.Reason.PROVIDER_KEY_MISSING;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.UNFORESEEN;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.markup.BoundedReader;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.pending.PendingRequests;
import io.gatehouse.saml.response.ResponseReader;
import io.gatehouse.saml.signature.TrustedKeys;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Judges a response: a pure function of its arguments, without I/O. The bytes become one DOM, that becomes values by a reader
 * that knows every element it takes, and the element that a signature covers is the one that was read. So the same function
 * serves a sign-in, the test of a draft, and "would this pass now?".
 */
@Component
public final class ResponseJudge {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseJudge.class);

    /** Judges the decoded bytes of a response. */
    public Judgement judge(byte[] response, RelyingParty relyingParty, PendingRequests pending, Instant now) {
        return examine(response, relyingParty, pending, now).judgement();
    }

    /** The same, with the grounds of the judgement for whoever asks. */
    public Examined examine(byte[] response, RelyingParty relyingParty, PendingRequests pending, Instant now) {
        var keys = TrustedKeys.of(relyingParty.assertingParty().signingKeys());
        if (keys.isEmpty()) {
            return refused(PROVIDER_KEY_MISSING.refused());
        }
        try {
            var read = ResponseReader.read(BoundedReader.read(response).getDocumentElement());
            var trial = new Trial(read, relyingParty, keys, pending, now);
            var judgement = trial.judgement();
            return new Examined(judgement, () -> trial.examination(judgement));
        } catch (Malformed e) {
            return refused(e.refusal());
        } catch (StackOverflowError e) {
            return refused(RESPONSE_MALFORMED.because(Evidence.of("problem", "nested too deep")));
        } catch (LinkageError | RuntimeException e) {
            // A library stumbled over what a stranger sent: the stranger is refused, and we look into it.
            LOG.error("a response could not be judged", e);
            return refused(
                    UNFORESEEN.because(Evidence.of("problem", e.getClass().getName())));
        }
    }

    private static Examined refused(Refusal why) {
        var whole = why.with("failed", List.of(why.reason().code()));
        return new Examined(new Judgement.Refused(whole, null), () -> Findings.ofUnread(whole));
    }

    /** The verdict. Either way the request it answers is named, if that much was proved. */
    public sealed interface Judgement {
        /**
         * Every check held.
         *
         * @param openedBy our key that the assertion was encrypted to; null if it was not encrypted
         */
        record Accepted(
                Asserted asserted,
                @Nullable PendingRequest pending,
                @Nullable PrivateKey openedBy) implements Judgement {}

        /** The first failing check names the reason; {@code failed} in the evidence lists all that failed. */
        record Refused(Refusal why, @Nullable PendingRequest pending) implements Judgement {}
    }
}
