package io.gatehouse.limits;

import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;

/** Limits as the two databases have them: each call is another node on PostgreSQL, another process on H2. */
final class TestLimits {
    private TestLimits() {}

    static LimitProperties of(int failures, Duration window) {
        return new LimitProperties(new LimitProperties.Address(failures, window), new LimitProperties.Mail(3, window));
    }

    static Buckets node(TestDatabase db, Clock clock) {
        return switch (db) {
            case H2 -> new LocalBuckets(clock);
            case POSTGRESQL -> new SharedBuckets(db.dataSource(), clock);
        };
    }
}
