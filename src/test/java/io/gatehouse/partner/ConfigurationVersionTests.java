package io.gatehouse.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class ConfigurationVersionTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));

    @OnBothDatabases
    void advancesWithEveryChange(TestDatabase db) {
        var version = new ConfigurationVersion(db.jdbc(), clock);
        long before = version.current();

        db.transactions().executeWithoutResult(tx -> {
            version.advance();
            version.advance();
        });

        assertThat(version.current()).isEqualTo(before + 2);
        assertThat(version.changing()).isFalse();
    }

    @OnBothDatabases
    void isNeverOlderThanASecond(TestDatabase db) {
        var here = new ConfigurationVersion(db.jdbc(), clock);
        var there = new ConfigurationVersion(db.jdbc(), clock);
        long before = there.current();
        db.transactions().executeWithoutResult(tx -> here.advance());

        clock.advance(Duration.ofMillis(999));
        assertThat(there.current()).isEqualTo(before);
        clock.advance(Duration.ofMillis(1));
        assertThat(there.current()).isEqualTo(before + 1);
    }

    @OnBothDatabases
    void trustsNoOldAnswerWhenTheClockIsSetBack(TestDatabase db) {
        var here = new ConfigurationVersion(db.jdbc(), clock);
        var there = new ConfigurationVersion(db.jdbc(), clock);
        long before = there.current();
        db.transactions().executeWithoutResult(tx -> here.advance());

        clock.advance(Duration.ofHours(-1));

        assertThat(there.current()).isEqualTo(before + 1);
    }

    @OnBothDatabases
    void asksTheDatabaseOnceHoweverManyWantToKnow(TestDatabase db) throws Exception {
        var asked = new AtomicInteger();
        var counting = new CountingDataSource(db.dataSource(), asked);
        var version = new ConfigurationVersion(org.springframework.jdbc.core.simple.JdbcClient.create(counting), clock);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 100)
                    .<Callable<Long>>mapToObj(i -> version::current)
                    .toList());
        }

        assertThat(asked).hasValue(1);
    }

    /** Counts how often somebody takes a connection. */
    private static final class CountingDataSource extends org.springframework.jdbc.datasource.DelegatingDataSource {
        private final AtomicInteger asked;

        CountingDataSource(javax.sql.DataSource target, AtomicInteger asked) {
            super(target);
            this.asked = asked;
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            asked.incrementAndGet();
            return super.getConnection();
        }
    }
}
