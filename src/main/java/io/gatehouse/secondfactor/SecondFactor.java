package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.audit.EventContext;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.FirstFactorEvidence.Weight;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second-factor step: what is owed, enrolment, verification. Each answer's event is in the commit of its state. */
@Service
public class SecondFactor {
    private final Authenticators authenticators;
    private final Enrolments enrolments;
    private final Verifications verifications;
    private final Resets resets;
    private final Attempts attempts;
    private final Clock clock;

    SecondFactor(
            Authenticators authenticators,
            Enrolments enrolments,
            Verifications verifications,
            Resets resets,
            Attempts attempts,
            Clock clock) {
        this.authenticators = authenticators;
        this.enrolments = enrolments;
        this.verifications = verifications;
        this.resets = resets;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * What this person owes under this policy, given what the first factor showed. What the IdP says of its own second
     * factor counts only where the policy, which is ours, names it.
     */
    public Owed owed(Account account, SecondFactorPolicy policy, FirstFactorEvidence evidence) {
        return switch (policy.rule()) {
            case REQUIRED -> ownFactor(account, Evidence.NONE);
            case TRUST_IDP ->
                switch (evidence.under(policy, clock.instant())) {
                    case Weight.Counts(var how) -> new Owed.Nothing("idp", how);
                    case Weight.CountsNot(var why) -> ownFactor(account, why);
                };
            case OPTIONAL ->
                hasAuthenticator(account.id())
                        ? new Owed.Code(Evidence.NONE)
                        : new Owed.Nothing("not-asked", Evidence.expected("an authenticator, if enrolled", "none"));
        };
    }

    private Owed ownFactor(Account account, Evidence because) {
        return hasAuthenticator(account.id()) ? new Owed.Code(because) : new Owed.Enrolment(because);
    }

    /** Whether the person has enrolled an authenticator. */
    public boolean hasAuthenticator(AccountId account) {
        return authenticators.hasActive(account);
    }

    /**
     * Whether this is the account's active authenticator still: what it proved some minutes ago ends with it. Nothing
     * proved by it, or by a recovery code beside it, outlives a reset.
     */
    public boolean stands(AccountId account, UUID authenticator) {
        return authenticators.isActive(account, authenticator);
    }

    /** What is owed. */
    public sealed interface Owed {
        /** Nothing: satisfied by {@code evidence}, or not asked of this person. {@code by} is {@code idp} or {@code not-asked}. */
        record Nothing(String by, Evidence evidence) implements Owed {}

        /** A code of the enrolled authenticator, or a recovery code; {@code because} says why a trusted IdP did not do. */
        record Code(Evidence because) implements Owed {}

        /** An enrolment, since no authenticator is active; {@code because} as above. */
        record Enrolment(Evidence because) implements Owed {}
    }

    /**
     * The authenticator being enrolled in this sign-in: made at the first call, the same at the next ones, gone with the
     * sign-in; nothing is active until {@link #enrol} accepts a code of it. Only for who owes an enrolment: it is a
     * defect to call it for an account that has an authenticator.
     */
    @Transactional
    public Offer offer(Account account, UUID signIn) {
        return enrolments.offer(account, signIn);
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

    /**
     * Activates the offered authenticator if the code is right, and makes ten recovery codes. It satisfies this sign-in's
     * second factor. Refused: {@code second-factor-wrong}, {@code -clock-drift}, {@code -locked}, {@code -reused} (the
     * code, or another enrolment was first), {@code -not-enrolled} (nothing offered in this sign-in).
     *
     * @param because of what {@link Owed} it is, for the event
     */
    @Transactional
    public Enrolment enrol(Account account, UUID signIn, String code, Evidence because, EventContext context) {
        return enrolments.enrol(account, signIn, code, because, context);
    }

    /** What came of an enrolment. */
    public sealed interface Enrolment {
        /** This authenticator is active now; the recovery codes are shown this once. */
        record Active(List<String> recoveryCodes, UUID authenticator) implements Enrolment {
            @Override
            public String toString() {
                return "Active[…]";
            }
        }

        /** Not active. */
        record Refused(Refusal why) implements Enrolment {}
    }

    /**
     * Verifies a TOTP code or a recovery code, whichever the input's form is; each passes once, on whatever node (RFC 6238
     * 5.2). Five wrong ones lock for a minute, five more for two, up to an hour; only {@link #reset} forgets them. While
     * locked no code is looked at, so a right one is not used up. Refused: {@code second-factor-wrong}, {@code -reused},
     * {@code -clock-drift}, {@code -locked}, {@code -not-enrolled}.
     *
     * @param because of what {@link Owed} it is, for the event
     */
    @Transactional
    public Verification verify(Account account, String input, Evidence because, EventContext context) {
        return verifications.verify(account, input, because, context);
    }

    /** What came of a code. */
    public sealed interface Verification {
        /** Right, and used up. {@code by} is {@code totp} or {@code recovery-code}, of or beside this authenticator. */
        record Right(String by, int recoveryCodesLeft, UUID authenticator) implements Verification {}

        /** Wrong, reused, drifting or locked. */
        record Refused(Refusal why) implements Verification {}
    }

    /** The person came in: wrong codes before this no longer count. In the current transaction. */
    @Transactional
    public void reset(Account account) {
        attempts.reset(account.id());
    }

    /**
     * Forgets a person's wrong codes and the lock they brought, on an administrator's word; with the {@code
     * administration} event. False if there was nothing to forget.
     * Who may ask this is the caller's to check.
     */
    @Transactional
    public boolean unlock(Account account, String actor, EventContext context) {
        return resets.unlock(account, actor, context);
    }

    /**
     * Takes a person's authenticators, recovery codes and lock away, so that the next sign-in enrols anew, and tells the
     * person by mail; with the {@code administration} event. Who may ask this is the caller's to check.
     */
    @Transactional
    public void resetSecondFactor(Account account, String actor, EventContext context) {
        resets.reset(account, actor, context);
    }
}
