package io.gatehouse.secondfactor;

import io.gatehouse.account.Account;
import io.gatehouse.account.TestAccounts;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.mail.TestMail;
import io.gatehouse.reason.Evidence;
import io.gatehouse.secondfactor.totp.TotpSecret;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.commons.codec.binary.Base32;

/** The second factor of one person on a database, and that person's app. */
final class TestSecondFactor {
    final TestAccounts people;
    final Account account;
    final SecondFactor secondFactor;
    final UUID signIn = UUID.randomUUID();

    private final TestDatabase db;
    private final TestClock clock;

    TestSecondFactor(TestDatabase db, TestClock clock) {
        this.db = db;
        this.clock = clock;
        this.people = new TestAccounts(db, clock);
        this.account = people.ada();
        this.secondFactor = secondFactor();
    }

    /** As on another node. */
    SecondFactor secondFactor() {
        var jdbc = db.jdbc();
        var authenticators = new Authenticators(jdbc, TestKeys.keys());
        var codes = new RecoveryCodes(jdbc);
        var attempts = new Attempts(jdbc);
        var check = new CodeCheck(authenticators);
        var events = TestEvents.on(db, clock);
        return new SecondFactor(
                authenticators,
                new Enrolments(
                        authenticators,
                        codes,
                        attempts,
                        check,
                        events,
                        new SecondFactorProperties("Gatehouse"),
                        TestKeys.randomness(clock),
                        clock),
                new Verifications(authenticators, codes, attempts, check, events, clock),
                new Resets(authenticators, codes, attempts, TestMail.notConfigured(), events),
                attempts,
                clock);
    }

    SecondFactor.Offer offer(UUID in) {
        return Objects.requireNonNull(db.transactions().execute(_ -> secondFactor.offer(account, in)));
    }

    SecondFactor.Enrolment enrol(UUID in, String code) {
        return Objects.requireNonNull(db.transactions()
                .execute(_ -> secondFactor().enrol(account, in, code, Evidence.NONE, people.context())));
    }

    SecondFactor.Verification verify(String code) {
        return Objects.requireNonNull(
                db.transactions().execute(_ -> secondFactor().verify(account, code, Evidence.NONE, people.context())));
    }

    void cameIn() {
        db.transactions().executeWithoutResult(_ -> secondFactor.reset(account));
    }

    void reset() {
        db.transactions().executeWithoutResult(_ -> secondFactor.resetSecondFactor(account, "root", people.context()));
    }

    /** Enrols the app, and lets its confirming code's time pass. */
    App enrolled() {
        var app = app();
        app.recoveryCodes = ((SecondFactor.Enrolment.Active) enrol(signIn, app.code(0))).recoveryCodes();
        clock.advance(Duration.ofSeconds(60));
        return app;
    }

    App app() {
        return new App(new TotpSecret(new Base32().decode(offer(signIn).key().replace(" ", ""))));
    }

    List<LoginEvent> events(LoginEvent.Type type) {
        return people.events().stream().filter(event -> event.type() == type).toList();
    }

    final class App {
        final TotpSecret secret;
        List<String> recoveryCodes = List.of();

        App(TotpSecret secret) {
            this.secret = secret;
        }

        /** The code that the app shows if its clock is this many steps ahead. */
        String code(long ahead) {
            return secret.code(TotpSecret.stepAt(clock.instant()) + ahead);
        }

        /** Six digits that are no code within an hour. */
        String wrong() {
            long now = TotpSecret.stepAt(clock.instant());
            for (int digits = 123456; ; digits++) {
                var text = Integer.toString(digits);
                if (LongStream.rangeClosed(now - 120, now + 120)
                        .noneMatch(step -> secret.code(step).equals(text))) {
                    return text;
                }
            }
        }
    }
}
