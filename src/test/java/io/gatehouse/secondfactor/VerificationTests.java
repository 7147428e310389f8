package io.gatehouse.secondfactor;

import static io.gatehouse.reason.Reason.SECOND_FACTOR_LOCKED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_NOT_ENROLLED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_REUSED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.reason.Reason;
import io.gatehouse.secondfactor.SecondFactor.Verification;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class VerificationTests {
    private static final int AT_ONCE = 50;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:05Z"));

    @OnBothDatabases
    void acceptsTheCodeOfNowAndOfAStepToEitherSide(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        for (int ahead : new int[] {0, -1, 1}) {
            clock.advance(Duration.ofSeconds(90));
            assertThat(person.verify(app.code(ahead)))
                    .as("%d", ahead)
                    .isInstanceOfSatisfying(Verification.Right.class, right -> {
                        assertThat(right.by()).isEqualTo("totp");
                        assertThat(right.recoveryCodesLeft()).isEqualTo(10);
                        assertThat(person.secondFactor().stands(person.account.id(), right.authenticator()))
                                .isTrue();
                    });
        }
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR)).hasSize(4).allSatisfy(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(event.secondFactor()).isEqualTo("totp");
            assertThat(event.subject().account()).isEqualTo(person.account.id().value());
        });
    }

    @OnBothDatabases
    void acceptsACodeOnce(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var code = app.code(0);
        assertThat(person.verify(code)).isInstanceOf(Verification.Right.class);
        assertThat(reason(person.verify(code))).isEqualTo(SECOND_FACTOR_REUSED);
        clock.advance(Duration.ofSeconds(30));
        assertThat(reason(person.verify(code))).isEqualTo(SECOND_FACTOR_REUSED);
    }

    @OnBothDatabases
    void refusesAnOlderCodeAfterANewerOne(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var older = app.code(-1);
        assertThat(person.verify(app.code(1))).isInstanceOf(Verification.Right.class);
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(SECOND_FACTOR_REUSED);
        assertThat(reason(person.verify(older))).isEqualTo(SECOND_FACTOR_REUSED);
    }

    @OnBothDatabases
    void refusesTheEnrolmentsCodeAtTheNextSignIn(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        assertThat(person.enrol(person.signIn, app.code(0))).isInstanceOf(SecondFactor.Enrolment.Active.class);
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(SECOND_FACTOR_REUSED);
    }

    @OnBothDatabases
    void acceptsOneOfFiftyAtOnce(TestDatabase db) throws Exception {
        var person = new TestSecondFactor(db, clock);
        var code = person.enrolled().code(0);
        var start = new CyclicBarrier(AT_ONCE);
        int right = 0;
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = new ArrayList<Future<Verification>>();
            for (int i = 0; i < AT_ONCE; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return person.verify(code);
                }));
            }
            for (var future : futures) {
                if (future.get() instanceof Verification.Refused(var why)) {
                    assertThat(why.reason()).isEqualTo(SECOND_FACTOR_REUSED);
                } else {
                    right++;
                }
            }
        }
        assertThat(right).isEqualTo(1);
    }

    @OnBothDatabases
    void looksAtFiveOfFiftyGuessesAtOnce(TestDatabase db) throws Exception {
        var person = new TestSecondFactor(db, clock);
        var wrong = person.enrolled().wrong();
        var start = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = new ArrayList<Future<Verification>>();
            for (int i = 0; i < AT_ONCE; i++) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return person.verify(wrong);
                }));
            }
            var reasons = new ArrayList<Reason>();
            for (var future : futures) {
                reasons.add(reason(future.get()));
            }
            assertThat(reasons).filteredOn(r -> r == SECOND_FACTOR_WRONG).hasSize(Attempts.ALLOWED);
            assertThat(reasons).filteredOn(r -> r == SECOND_FACTOR_LOCKED).hasSize(AT_ONCE - Attempts.ALLOWED);
        }
    }

    @OnBothDatabases
    void locksAfterFiveWrongCodesAndUsesNoneUpMeanwhile(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        for (int i = 0; i < 5; i++) {
            assertThat(reason(person.verify(app.wrong()))).isEqualTo(SECOND_FACTOR_WRONG);
        }
        clock.advance(Duration.ofSeconds(59));
        var code = app.code(0);
        assertThat(((Verification.Refused) person.verify(code)).why()).satisfies(why -> {
            assertThat(why.reason()).isEqualTo(SECOND_FACTOR_LOCKED);
            assertThat(why.evidence().values())
                    .containsEntry("until", clock.instant().plusSeconds(1).toString());
        });
        assertThat(reason(person.verify(app.recoveryCodes.getFirst()))).isEqualTo(SECOND_FACTOR_LOCKED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(person.verify(code)).isInstanceOf(Verification.Right.class);
        assertThat(person.verify(app.recoveryCodes.getFirst())).isInstanceOf(Verification.Right.class);
    }

    @OnBothDatabases
    void onlyComingInForgetsWrongCodes(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        for (int i = 0; i < 4; i++) {
            person.verify(app.wrong());
        }
        assertThat(person.verify(app.code(0))).isInstanceOf(Verification.Right.class);
        person.verify(app.wrong());
        clock.advance(Duration.ofSeconds(30));
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(SECOND_FACTOR_LOCKED);

        person.cameIn();
        assertThat(person.verify(app.code(0))).isInstanceOf(Verification.Right.class);
    }

    @OnBothDatabases
    void recordsEveryRefusalWithoutTheCode(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var wrong = app.wrong();
        person.verify(wrong);
        person.verify("12345");
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR))
                .filteredOn(event -> event.outcome() == Outcome.FAILURE)
                .hasSize(2)
                .allSatisfy(event -> {
                    assertThat(event.reason()).isEqualTo(SECOND_FACTOR_WRONG);
                    assertThat(event.details().values().toString()).doesNotContain(wrong, "12345");
                });
    }

    @OnBothDatabases
    void refusesWhoeverHasNoAuthenticator(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        assertThat(reason(person.verify("123456"))).isEqualTo(SECOND_FACTOR_NOT_ENROLLED);
        var app = person.app();
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(SECOND_FACTOR_NOT_ENROLLED);
    }

    @OnBothDatabases
    void aSecretMovedToAnotherPersonDoesNotOpen(TestDatabase db) {
        var victim = new TestSecondFactor(db, clock);
        var thief = new TestSecondFactor(db, clock);
        victim.enrolled();
        var app = thief.enrolled();
        db.jdbc()
                .sql("""
                        update authenticator set secret = (select secret from authenticator where account = :from)
                        where account = :to""")
                .param("from", thief.account.id().value())
                .param("to", victim.account.id().value())
                .update();
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> victim.verify(app.code(0)));
    }

    static Reason reason(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Refused.class);
        return ((Verification.Refused) verification).why().reason();
    }
}
