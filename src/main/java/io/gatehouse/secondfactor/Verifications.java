package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Verifies codes of people who have an authenticator. */
@Service
class Verifications {
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Attempts attempts;
    private final CodeCheck check;
    private final LoginEvents events;
    private final Clock clock;

    Verifications(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Attempts attempts,
            CodeCheck check,
            LoginEvents events,
            Clock clock) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.check = check;
        this.events = events;
        this.clock = clock;
    }

    SecondFactor.Verification verify(Account account, String input, Evidence because, EventContext context) {
        var turn = new Turn(
                account,
                attempts.take(account.id()),
                clock.instant(),
                Typed.read(input),
                LoginEvent.Type.SECOND_FACTOR,
                because,
                context,
                attempts,
                events);
        var locked = turn.locked();
        if (locked.isPresent()) {
            return refused(locked.get());
        }
        var authenticator = authenticators.active(account.id()).orElse(null);
        if (authenticator == null) {
            return refused(turn.refuse(Reason.SECOND_FACTOR_NOT_ENROLLED.refused()));
        }
        if (turn.typed() instanceof Typed.Recovery(var code)) {
            return recover(turn, authenticator.id(), code);
        }
        return switch (check.look(authenticator, turn.typed(), turn.now())) {
            case CodeCheck.Found.Step(var step)
            when authenticators.use(authenticator.id(), step, turn.now()) -> right(turn, authenticator.id());
            case CodeCheck.Found.Step _, CodeCheck.Found.Used _ -> refused(turn.refuse(CodeCheck.reused()));
            case CodeCheck.Found.Wrong(var why) -> refused(turn.count(why));
        };
    }

    private SecondFactor.Verification recover(Turn turn, UUID authenticator, RecoveryCode code) {
        var account = turn.account().id();
        if (recoveryCodes.use(account, code, turn.now())) {
            return right(turn, authenticator);
        }
        return recoveryCodes.wasUsed(account, code)
                ? refused(turn.refuse(CodeCheck.reused()))
                : refused(turn.count(Reason.SECOND_FACTOR_WRONG.refused()));
    }

    private SecondFactor.Verification right(Turn turn, UUID authenticator) {
        int left = recoveryCodes.left(turn.account().id());
        events.append(turn.success(LoginEvent.Type.SECOND_FACTOR, Evidence.of("recovery_codes_left", left)));
        return new SecondFactor.Verification.Right(turn.typed().by(), left, authenticator);
    }

    private static SecondFactor.Verification refused(Refusal why) {
        return new SecondFactor.Verification.Refused(why);
    }
}
