package io.gatehouse.secondfactor;

import static io.gatehouse.reason.Reason.SECOND_FACTOR_CLOCK_DRIFT;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_LOCKED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_NOT_ENROLLED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_REUSED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvent.Outcome;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.reason.Reason;
import io.gatehouse.secondfactor.SecondFactor.Enrolment;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class EnrolmentTests {
    private static final int AT_ONCE = 8;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:05Z"));

    @OnBothDatabases
    void offersTheSameSecretThroughoutASignIn(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var offer = person.offer(person.signIn);
        assertThat(person.offer(person.signIn)).isEqualTo(offer);
        assertThat(offer.key()).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(offer.otpauth()).contains("secret=" + offer.key().replace(" ", ""));
        assertThat(offer.qrSvg()).startsWith("<svg");
        assertThat(offer).hasToString("Offer[…]");
    }

    @OnBothDatabases
    void removesSecretsThatNobodyConfirmedAndNoOthers(TestDatabase db) {
        var gone = new TestSecondFactor(db, clock);
        gone.offer(gone.signIn);
        var enrolled = new TestSecondFactor(db, clock);
        enrolled.enrolled();
        clock.advance(Enrolments.OFFERED_FOR);
        var here = new TestSecondFactor(db, clock);
        var offer = here.offer(here.signIn);
        new Authenticators(db.jdbc(), TestKeys.keys())
                .purgePending(clock.instant().minus(Duration.ofSeconds(1)));
        assertThat(count(db, gone)).isZero();
        assertThat(count(db, enrolled)).isOne();
        assertThat(here.offer(here.signIn)).isEqualTo(offer);
    }

    @OnBothDatabases
    void whatAnAuthenticatorProvedEndsWithIt(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        var proved = ((Enrolment.Active) person.enrol(person.signIn, app.code(0))).authenticator();
        assertThat(person.secondFactor().stands(person.account.id(), proved)).isTrue();
        assertThat(person.secondFactor().stands(new AccountId(UUID.randomUUID()), proved))
                .isFalse();
        person.reset();
        assertThat(person.secondFactor().stands(person.account.id(), proved)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        person.enrolled();
        assertThat(person.secondFactor().stands(person.account.id(), proved)).isFalse();
    }

    private static int count(TestDatabase db, TestSecondFactor person) {
        return db.jdbc()
                .sql("select count(*) from authenticator where account = :account")
                .param("account", person.account.id().value())
                .query(Integer.class)
                .single();
    }

    @OnBothDatabases
    void offersAnotherSecretInAnotherSignIn(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var before = person.app();
        var other = UUID.randomUUID();
        assertThat(person.offer(other).key().replace(" ", "")).isNotEqualTo(before.secret.base32());
        assertThat(reason(person.enrol(person.signIn, before.code(0)))).isEqualTo(SECOND_FACTOR_NOT_ENROLLED);
        assertThat(reason(person.enrol(other, before.code(0)))).isEqualTo(SECOND_FACTOR_WRONG);
    }

    @OnBothDatabases
    void forgetsAnOfferAfterAQuarterOfAnHour(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        clock.advance(Enrolments.OFFERED_FOR);
        assertThat(reason(person.enrol(person.signIn, app.code(0)))).isEqualTo(SECOND_FACTOR_NOT_ENROLLED);
        assertThat(person.app().secret.base32()).isNotEqualTo(app.secret.base32());
    }

    @OnBothDatabases
    void isActiveOnlyAfterARightCode(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        assertThat(reason(person.enrol(person.signIn, app.wrong()))).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(person.secondFactor.hasAuthenticator(person.account.id())).isFalse();
        var active = (Enrolment.Active) person.enrol(person.signIn, app.code(0));
        assertThat(person.secondFactor.hasAuthenticator(person.account.id())).isTrue();
        assertThat(active.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(active).hasToString("Active[…]");
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR_ENROLMENT))
                .extracting(LoginEvent::outcome)
                .containsExactlyInAnyOrder(Outcome.FAILURE, Outcome.SUCCESS);
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR)).singleElement().satisfies(event -> {
            assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(event.secondFactor()).isEqualTo("totp");
        });
    }

    @OnBothDatabases
    void isRefusedWhenOneIsActive(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        assertThatIllegalStateException().isThrownBy(() -> person.offer(UUID.randomUUID()));
        assertThat(reason(person.enrol(person.signIn, app.code(0)))).isEqualTo(SECOND_FACTOR_REUSED);
    }

    @OnBothDatabases
    void oneOfSeveralAtOnceWins(TestDatabase db) throws Exception {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        var start = new CyclicBarrier(AT_ONCE);
        int active = 0;
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = new ArrayList<Future<Enrolment>>();
            for (int i = 0; i < AT_ONCE; i++) {
                int ahead = i % 3 - 1;
                futures.add(threads.submit(() -> {
                    start.await();
                    return person.enrol(person.signIn, app.code(ahead));
                }));
            }
            for (var future : futures) {
                if (future.get() instanceof Enrolment.Refused(var why)) {
                    assertThat(why.reason()).isEqualTo(SECOND_FACTOR_REUSED);
                } else {
                    active++;
                }
            }
        }
        assertThat(active).isEqualTo(1);
    }

    @OnBothDatabases
    void itsWrongCodesCountAndLockToo(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        for (int i = 0; i < 5; i++) {
            person.enrol(person.signIn, app.wrong());
        }
        assertThat(reason(person.enrol(person.signIn, app.code(0)))).isEqualTo(SECOND_FACTOR_LOCKED);
        assertThat(person.secondFactor.hasAuthenticator(person.account.id())).isFalse();
    }

    @OnBothDatabases
    void namesTheDriftOfANewPhone(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.app();
        assertThat(reason(person.enrol(person.signIn, app.code(-6)))).isEqualTo(SECOND_FACTOR_WRONG);
        clock.advance(Duration.ofSeconds(30));
        assertThat(reason(person.enrol(person.signIn, app.code(-6)))).isEqualTo(SECOND_FACTOR_CLOCK_DRIFT);
    }

    @OnBothDatabases
    void startsAnewAfterAnAdministratorsReset(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        person.reset();
        assertThat(person.secondFactor.hasAuthenticator(person.account.id())).isFalse();
        assertThat(VerificationTests.reason(person.verify(app.recoveryCodes.getFirst())))
                .isEqualTo(SECOND_FACTOR_NOT_ENROLLED);
        assertThat(person.events(LoginEvent.Type.ADMINISTRATION))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.actor()).isEqualTo("root");
                    assertThat(event.details().values()).containsEntry("step", "second-factor-reset");
                });
        var again = person.enrolled();
        assertThat(person.verify(app.recoveryCodes.getFirst())).isInstanceOf(SecondFactor.Verification.Refused.class);
        assertThat(person.verify(again.code(0))).isInstanceOf(SecondFactor.Verification.Right.class);
    }

    private static Reason reason(Enrolment enrolment) {
        assertThat(enrolment).isInstanceOf(Enrolment.Refused.class);
        return ((Enrolment.Refused) enrolment).why().reason();
    }
}
