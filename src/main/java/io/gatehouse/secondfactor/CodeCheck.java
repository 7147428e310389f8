package io.gatehouse.secondfactor;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.totp.TotpSecret;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Looks at a TOTP code: which step's it is, or how it is wrong. */
@Component
class CodeCheck {
    private final Authenticators authenticators;

    CodeCheck(Authenticators authenticators) {
        this.authenticators = authenticators;
    }

    sealed interface Found {
        /** A step of now that no code was accepted for yet; whether it is still free the database says at its use. */
        record Step(long step) implements Found {}

        /** A code that was right once. Not a guess, so it does not count as one. */
        record Used() implements Found {}

        record Wrong(Refusal why) implements Found {}
    }

    static Refusal reused() {
        return Reason.SECOND_FACTOR_REUSED.because(Evidence.expected("a code not used before", "a code used before"));
    }

    Found look(Authenticator authenticator, Typed typed, Instant now) {
        if (!(typed instanceof Typed.TotpCode(var digits))) {
            return new Found.Wrong(
                    Reason.SECOND_FACTOR_WRONG.because(Evidence.expected("six digits or a recovery code", "neither")));
        }
        long current = TotpSecret.stepAt(now);
        var match = authenticator.secret().match(digits, current, authenticator::mayUse);
        if (match.isPresent()) {
            return authenticator.mayUse(match.getAsLong()) ? new Found.Step(match.getAsLong()) : new Found.Used();
        }
        var drifting = authenticator.secret().matchDrifting(digits, current);
        if (drifting.isPresent() && authenticator.mayUse(drifting.getAsLong())) {
            return new Found.Wrong(drift(authenticator, drifting.getAsLong(), current));
        }
        if (authenticator.lastDrift() != null) {
            authenticators.writeDrift(authenticator.id(), null);
        }
        return new Found.Wrong(Reason.SECOND_FACTOR_WRONG.refused());
    }

    // RFC 4226 7.4: two codes in a row prove the offset. One alone is as likely a guess, and telling it apart would be
    // an oracle for forty codes instead of three. Whoever saw it typed must not use it when its time comes: it is
    // spent.
    private Refusal drift(Authenticator authenticator, long step, long current) {
        long off = step - current;
        boolean fresh = authenticators.spend(authenticator.id(), step);
        authenticators.forgetSpent(authenticator.id(), current - TotpSecret.DRIFT);
        boolean agreed = fresh && authenticator.drifted(off);
        if (fresh) {
            authenticators.writeDrift(authenticator.id(), Math.toIntExact(off));
        }
        return (agreed ? Reason.SECOND_FACTOR_CLOCK_DRIFT : Reason.SECOND_FACTOR_WRONG)
                .because(Evidence.of("clock_offset", off * TotpSecret.STEP_SECONDS));
    }
}
