package io.gatehouse.secondfactor;

import static io.gatehouse.reason.Reason.SECOND_FACTOR_REUSED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_WRONG;
import static io.gatehouse.secondfactor.VerificationTests.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.secondfactor.SecondFactor.Verification;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class RecoveryTests {
    private static final int AT_ONCE = 20;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:05Z"));

    @OnBothDatabases
    void acceptsEachRecoveryCodeOnceAndCountsWhatIsLeft(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var codes = person.enrolled().recoveryCodes;
        int left = codes.size();
        for (var code : codes) {
            var right = (Verification.Right) person.verify(code.toUpperCase(Locale.ROOT));
            assertThat(right.by()).isEqualTo("recovery-code");
            assertThat(right.recoveryCodesLeft()).isEqualTo(--left);
        }
        assertThat(reason(person.verify(codes.getFirst()))).isEqualTo(SECOND_FACTOR_REUSED);
        assertThat(person.events(LoginEvent.Type.SECOND_FACTOR))
                .anySatisfy(event -> {
                    assertThat(event.secondFactor()).isEqualTo("recovery-code");
                    assertThat(event.details().values()).containsEntry("recovery_codes_left", 0);
                })
                .noneMatch(event -> event.details().values().toString().contains(codes.getFirst()));
    }

    @OnBothDatabases
    void acceptsARecoveryCodeOnceOfManyAtOnce(TestDatabase db) throws Exception {
        var person = new TestSecondFactor(db, clock);
        var code = person.enrolled().recoveryCodes.getFirst();
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
                right += future.get() instanceof Verification.Right ? 1 : 0;
            }
        }
        assertThat(right).isEqualTo(1);
    }

    @OnBothDatabases
    void refusesAnothersRecoveryCodeAndCountsIt(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var other = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var stolen = other.enrolled().recoveryCodes.getFirst();
        assertThat(reason(person.verify(stolen))).isEqualTo(SECOND_FACTOR_WRONG);
        for (int i = 0; i < 4; i++) {
            var guess = RecoveryCode.make(TestKeys.randomness(clock)).getFirst();
            assertThat(reason(person.verify(guess.shown()))).isEqualTo(SECOND_FACTOR_WRONG);
        }
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(io.gatehouse.reason.Reason.SECOND_FACTOR_LOCKED);
        assertThat(other.verify(stolen)).isInstanceOf(Verification.Right.class);
    }

    @OnBothDatabases
    void keepsRecoveryCodesAsHashes(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var shown = person.enrolled().recoveryCodes;
        var kept = db.jdbc()
                .sql("select hash from recovery_code where account = :account")
                .param("account", person.account.id().value())
                .query((row, _) -> row.getBytes(1))
                .list();
        assertThat(kept).hasSize(10).allSatisfy(hash -> assertThat(hash).hasSize(32));
        var first = new RecoveryCode(shown.getFirst().replace("-", ""));
        assertThat(kept).anySatisfy(hash -> assertThat(hash).isEqualTo(first.hash()));
    }
}
