package io.gatehouse.secondfactor;

import static io.gatehouse.reason.Reason.SECOND_FACTOR_CLOCK_DRIFT;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_REUSED;
import static io.gatehouse.reason.Reason.SECOND_FACTOR_WRONG;
import static io.gatehouse.secondfactor.VerificationTests.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Evidence;
import io.gatehouse.secondfactor.SecondFactor.Verification;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;

class ClockDriftTests {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:05Z"));

    @OnBothDatabases
    void namesDriftOnlyAfterTwoCodesInARowAgree(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var first = (Verification.Refused) person.verify(app.code(10));
        assertThat(first.why().reason()).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(values(first)).containsEntry("clock_offset", 300L);
        clock.advance(STEP);
        var second = (Verification.Refused) person.verify(app.code(10));
        assertThat(second.why().reason()).isEqualTo(SECOND_FACTOR_CLOCK_DRIFT);
        assertThat(values(second)).containsEntry("clock_offset", 300L).containsEntry("failures", 2);
    }

    @OnBothDatabases
    void doesNotNameDriftForTheSameCodeTwice(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var code = person.enrolled().code(-10);
        assertThat(reason(person.verify(code))).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(reason(person.verify(code))).isEqualTo(SECOND_FACTOR_WRONG);
    }

    @OnBothDatabases
    void doesNotNameDriftForCodesThatDisagreeOrDoNotFollow(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        assertThat(reason(person.verify(app.code(10)))).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(reason(person.verify(app.code(15)))).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(reason(person.verify(app.wrong()))).isEqualTo(SECOND_FACTOR_WRONG);
        assertThat(reason(person.verify(app.code(16)))).isEqualTo(SECOND_FACTOR_WRONG);
    }

    @OnBothDatabases
    void aCodeTypedTooEarlyIsUsedUpWhenItsTimeComes(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        var early = app.code(10);
        person.verify(early);
        clock.advance(STEP.multipliedBy(10));
        assertThat(reason(person.verify(early))).isEqualTo(SECOND_FACTOR_REUSED);
        assertThat(person.verify(app.code(1))).isInstanceOf(Verification.Right.class);
    }

    @OnBothDatabases
    void aMendedClockWorksAtOnce(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        person.verify(app.code(10));
        clock.advance(STEP);
        person.verify(app.code(10));
        assertThat(person.verify(app.code(0))).isInstanceOf(Verification.Right.class);
    }

    @OnBothDatabases
    void driftCountsAsWrong(TestDatabase db) {
        var person = new TestSecondFactor(db, clock);
        var app = person.enrolled();
        for (int i = 0; i < 5; i++) {
            person.verify(app.code(10));
            clock.advance(STEP);
        }
        clock.advance(STEP.negated());
        assertThat(reason(person.verify(app.code(0)))).isEqualTo(io.gatehouse.reason.Reason.SECOND_FACTOR_LOCKED);
    }

    private static java.util.Map<String, Object> values(Verification.Refused refused) {
        Evidence evidence = refused.why().evidence();
        return evidence.values();
    }
}
