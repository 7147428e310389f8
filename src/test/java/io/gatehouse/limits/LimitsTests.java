package io.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.limits.Limits.Kind;
import io.gatehouse.limits.Limits.Spending.Allowed;
import io.gatehouse.limits.Limits.Spending.Limited;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTests {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final String key = UUID.randomUUID().toString();

    @OnBothDatabases
    void allowsSoManyAndSaysWhenAgain(TestDatabase db) {
        var limits = new Limits(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.spend(Kind.ACCOUNT, key)).isEqualTo(new Allowed());
        }
        assertThat(limits.spend(Kind.ACCOUNT, key)).isEqualTo(new Limited(WINDOW.dividedBy(3)));
        clock.advance(WINDOW.dividedBy(3));
        assertThat(limits.spend(Kind.ACCOUNT, key)).isEqualTo(new Allowed());
        assertThat(limits.spend(Kind.ACCOUNT, key)).isInstanceOf(Limited.class);
    }

    @OnBothDatabases
    void keepsKeysAndKindsApart(TestDatabase db) {
        var limits = new Limits(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        limits.spend(Kind.MAIL, key);
        limits.spend(Kind.MAIL, key);
        assertThat(limits.spend(Kind.MAIL, key)).isInstanceOf(Limited.class);
        assertThat(limits.spend(Kind.ACCOUNT, key)).isEqualTo(new Allowed());
        assertThat(limits.spend(Kind.MAIL, key + "x")).isEqualTo(new Allowed());
        assertThat(limits.spend(Kind.MAIL, "\u0000\ud800 " + "x".repeat(10_000)))
                .isEqualTo(new Allowed());
    }

    @OnBothDatabases
    void isSpentBeforeATransactionAndNotInIt(TestDatabase db) {
        var limits = new Limits(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        assertThatIllegalStateException()
                .isThrownBy(() -> db.transactions().executeWithoutResult(_ -> limits.spend(Kind.ACCOUNT, key)));
    }

    @Test
    void twoNodesShareALimitOnPostgres() throws Exception {
        var one = new Limits(TestLimits.of(10, WINDOW), TestLimits.node(TestDatabase.POSTGRESQL, clock));
        var two = new Limits(TestLimits.of(10, WINDOW), TestLimits.node(TestDatabase.POSTGRESQL, clock));
        Callable<Limits.Spending> onOne = () -> one.spend(Kind.ACCOUNT, key);
        Callable<Limits.Spending> onTwo = () -> two.spend(Kind.ACCOUNT, key);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(Stream.of(onOne, onTwo, onOne, onTwo, onOne, onTwo, onOne, onTwo)
                    .toList());
            assertThat(all.stream().map(Future::resultNow))
                    .filteredOn(new Allowed()::equals)
                    .hasSize(3);
        }
    }

    @Test
    void aChangedSettingStartsAfresh() {
        var buckets = TestLimits.node(TestDatabase.POSTGRESQL, clock);
        var before = new Limits(TestLimits.of(10, WINDOW), buckets);
        while (before.spend(Kind.ACCOUNT, key) instanceof Allowed) {
            clock.advance(Duration.ofMillis(1));
        }
        var after = new Limits(TestLimits.of(10, WINDOW.multipliedBy(2)), buckets);
        assertThat(after.spend(Kind.ACCOUNT, key)).isEqualTo(new Allowed());
    }

    @Test
    void withoutTheDatabaseANodeLimitsAlone() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:9/nothing");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (var nothing = new HikariDataSource(config)) {
            var limits = new Limits(TestLimits.of(10, WINDOW), new SharedBuckets(nothing, clock));
            for (int i = 0; i < 3; i++) {
                assertThat(limits.spend(Kind.ACCOUNT, key)).isEqualTo(new Allowed());
            }
            assertThat(limits.spend(Kind.ACCOUNT, key)).isInstanceOf(Limited.class);
        }
    }

    @Test
    void forgetsFullBucketsOnPostgresAndNoOthers() {
        var shared = new SharedBuckets(TestDatabase.POSTGRESQL.dataSource(), clock);
        var jdbc = TestDatabase.POSTGRESQL.jdbc();
        shared.take(Allowance.steady(1, WINDOW), "OLD", key, 1);
        shared.take(Allowance.steady(1, WINDOW), "NEW", key, 1);
        jdbc.sql("update limit_bucket set expires_at = expires_at - 3600000 where id like 'OLD:%'")
                .update();
        shared.purge();
        assertThat(jdbc.sql("select substr(id, 1, 4) from limit_bucket where id like 'OLD:%' or id like 'NEW:%'")
                        .query(String.class)
                        .list())
                .containsExactly("NEW:");
    }
}
