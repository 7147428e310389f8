package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.reason.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** The second-factor step: what is owed, enrolment, verification. Each answer's event is in the commit of its state. */
@Service
public class SecondFactor {
    /** What this person owes under this policy, given what the first factor showed. */
    public Owed owed(Account account, SecondFactorPolicy policy, FirstFactorEvidence evidence) {
        throw new UnsupportedOperationException();
    }

    /** What is owed. */
    public sealed interface Owed {
        /** Nothing: satisfied by {@code evidence}, or not asked of this person. {@code by} is {@code idp} or {@code not-asked}. */
        record Nothing(String by, String evidence) implements Owed {}

        /** A code of the enrolled authenticator, or a recovery code. */
        record Code() implements Owed {}

        /** An enrolment, since no authenticator is active. */
        record Enrolment() implements Owed {}
    }

    /**
     * The authenticator being enrolled in this sign-in: made at the first call, the same at the next ones, gone with the
     * sign-in; nothing is active until {@link #enrol} accepts a code of it.
     */
    public Offer offer(Account account, UUID signIn) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the person adds to an app.
     *
     * @param key Base32 in groups of four
     * @param otpauth the key URI
     * @param qrSvg the key URI as inline SVG, without style attributes
     */
    public record Offer(String key, String otpauth, String qrSvg) {
        @Override
        public String toString() {
            return "Offer[…]";
        }
    }

    /** Activates the offered authenticator if the code is right, and makes ten recovery codes. */
    public Enrolment enrol(Account account, UUID signIn, String code, EventContext context) {
        throw new UnsupportedOperationException();
    }

    /** What came of an enrolment. */
    public sealed interface Enrolment {
        /** Active now; the recovery codes are shown this once. */
        record Active(List<String> recoveryCodes) implements Enrolment {}

        /** Not active. */
        record Refused(Refusal why) implements Enrolment {}
    }

    /** Verifies a TOTP code or a recovery code, whichever the input's form is. */
    public Verification verify(Account account, String input, EventContext context) {
        throw new UnsupportedOperationException();
    }

    /** What came of a code. */
    public sealed interface Verification {
        /** Right, and used up. {@code by} is {@code totp} or {@code recovery-code}. */
        record Right(String by, int recoveryCodesLeft) implements Verification {}

        /** Wrong, reused, drifting or locked. */
        record Refused(Refusal why) implements Verification {}
    }

    /** The person came in: wrong codes before this no longer count. In the current transaction. */
    public void reset(Account account) {
        throw new UnsupportedOperationException();
    }
}
