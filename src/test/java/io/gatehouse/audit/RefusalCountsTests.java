package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Refusals that rise: many, and more than twice those of the time before. */
class RefusalCountsTests {
    private static final Duration DAY = Duration.ofDays(1);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final String partner = "p-" + UUID.randomUUID();

    @OnBothDatabases
    void riseOnceThereAreManyAndMoreThanTwiceAsMany(TestDatabase db) {
        refused(db, 5);
        clock.advance(DAY);
        refused(db, 10);
        assertThat(rising(db)).as("twice as many").isEmpty();
        refused(db, 1);
        assertThat(rising(db)).containsExactly(new RefusalCounts.Count(partner, 11, 5));
        clock.advance(DAY);
        refused(db, 11);
        assertThat(rising(db)).as("no more than before").isEmpty();
    }

    @OnBothDatabases
    void doNotRiseForAHandfulNorForSuccesses(TestDatabase db) {
        refused(db, 9);
        db.transactions().executeWithoutResult(_ -> {
            for (int i = 0; i < 20; i++) {
                TestEvents.on(db, clock)
                        .append(TestEvents.about(partner).success(LoginEvent.Type.FIRST_FACTOR, Evidence.NONE));
            }
        });
        assertThat(rising(db)).isEmpty();
        refused(db, 1);
        assertThat(rising(db)).hasSize(1);
    }

    private List<RefusalCounts.Count> rising(TestDatabase db) {
        var now = clock.instant().plusMillis(1);
        return new RefusalCounts(db.jdbc())
                .rising(now.minus(DAY.multipliedBy(2)), now.minus(DAY), 10, 1000).stream()
                        .filter(count -> count.partner().equals(partner))
                        .toList();
    }

    private void refused(TestDatabase db, int times) {
        db.transactions().executeWithoutResult(_ -> {
            for (int i = 0; i < times; i++) {
                TestEvents.on(db, clock)
                        .append(TestEvents.about(partner)
                                .failure(LoginEvent.Type.FIRST_FACTOR, Reason.CREDENTIALS_WRONG.refused()));
            }
        });
    }
}
