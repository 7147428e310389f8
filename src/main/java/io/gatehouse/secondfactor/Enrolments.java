package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.totp.KeyUri;
import io.gatehouse.secondfactor.totp.QrSvg;
import io.gatehouse.secondfactor.totp.TotpSecret;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Enrols authenticators: offered in a sign-in, active with its first right code. */
@Service
class Enrolments {
    /** Longer than a sign-in is in flight, so that a person never meets it; a forgotten secret does not lie about. */
    static final Duration OFFERED_FOR = Duration.ofMinutes(15);

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Attempts attempts;
    private final CodeCheck check;
    private final LoginEvents events;
    private final SecondFactorProperties properties;
    private final Randomness randomness;
    private final Clock clock;

    Enrolments(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Attempts attempts,
            CodeCheck check,
            LoginEvents events,
            SecondFactorProperties properties,
            Randomness randomness,
            Clock clock) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.check = check;
        this.events = events;
        this.properties = properties;
        this.randomness = randomness;
        this.clock = clock;
    }

    SecondFactor.Offer offer(Account account, UUID signIn) {
        if (authenticators.hasActive(account.id())) {
            // Whoever has only the first factor of somebody enrolled must not get to see this page.
            throw new IllegalStateException("an account with an authenticator is not offered another one");
        }
        var now = clock.instant();
        authenticators.forgetPending(account.id(), signIn, now.minus(OFFERED_FOR));
        var fresh = new TotpSecret(randomness.bytes(TotpSecret.LENGTH));
        authenticators.offer(account.id(), signIn, randomness.uuid(), fresh, now);
        var secret = authenticators.pending(account.id(), signIn).orElseThrow().secret();
        var uri = KeyUri.of(properties.issuer(), account.email(), secret);
        return new SecondFactor.Offer(secret.base32().replaceAll("(.{4})(?=.)", "$1 "), uri, QrSvg.of(uri));
    }

    SecondFactor.Enrolment enrol(Account account, UUID signIn, String input, Evidence because, EventContext context) {
        var turn = new Turn(
                account,
                attempts.take(account.id()),
                clock.instant(),
                Typed.read(input),
                LoginEvent.Type.SECOND_FACTOR_ENROLMENT,
                because,
                context,
                attempts,
                events);
        var locked = turn.locked();
        if (locked.isPresent()) {
            return refused(locked.get());
        }
        if (authenticators.hasActive(account.id())) {
            return refused(turn.refuse(Reason.SECOND_FACTOR_REUSED.because(
                    Evidence.expected("no active authenticator", "one is active already"))));
        }
        var offered = authenticators
                .pending(account.id(), signIn)
                .filter(a -> turn.now().isBefore(a.createdAt().plus(OFFERED_FOR)));
        if (offered.isEmpty()) {
            return refused(turn.refuse(Reason.SECOND_FACTOR_NOT_ENROLLED.because(
                    Evidence.expected("an authenticator offered in this sign-in", null))));
        }
        var id = offered.get().id();
        return switch (check.look(offered.get(), turn.typed(), turn.now())) {
            case CodeCheck.Found.Step(var step)
            when authenticators.activate(id, step, turn.now()) -> activated(turn, id, signIn);
            case CodeCheck.Found.Step _, CodeCheck.Found.Used _ -> refused(turn.refuse(CodeCheck.reused()));
            case CodeCheck.Found.Wrong(var why) -> refused(turn.count(why));
        };
    }

    private SecondFactor.Enrolment activated(Turn turn, UUID authenticator, UUID signIn) {
        var account = turn.account().id();
        authenticators.forgetPending(account, signIn, turn.now());
        recoveryCodes.removeAll(account);
        var codes = RecoveryCode.make(randomness);
        codes.forEach(code -> recoveryCodes.add(account, code));
        var details = Evidence.of("authenticator", authenticator).and("recovery_codes_left", codes.size());
        events.append(turn.success(LoginEvent.Type.SECOND_FACTOR_ENROLMENT, details));
        events.append(turn.success(LoginEvent.Type.SECOND_FACTOR, details));
        return new SecondFactor.Enrolment.Active(
                codes.stream().map(RecoveryCode::shown).toList(), authenticator);
    }

    private static SecondFactor.Enrolment refused(Refusal why) {
        return new SecondFactor.Enrolment.Refused(why);
    }
}
