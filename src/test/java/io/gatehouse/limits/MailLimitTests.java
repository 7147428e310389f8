package io.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailLimitTests {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final String key = UUID.randomUUID().toString();

    @OnBothDatabases
    void allowsSoManyAndSaysWhenAgain(TestDatabase db) {
        var limits = new MailLimit(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        for (int i = 0; i < 3; i++) {
            assertThat(limits.letterTo(key)).isEmpty();
        }
        assertThat(limits.letterTo(key)).hasValueSatisfying(why -> {
            assertThat(why.reason()).isEqualTo(Reason.RATE_LIMITED);
            assertThat(why.evidence().values())
                    .containsEntry("limit", "mail")
                    .containsEntry("retry_after", WINDOW.dividedBy(3).toSeconds());
        });
        clock.advance(WINDOW.dividedBy(3));
        assertThat(limits.letterTo(key)).isEmpty();
        assertThat(limits.letterTo(key)).isPresent();
    }

    @OnBothDatabases
    void keepsAddressesApartWhateverTheirCase(TestDatabase db) {
        var limits = new MailLimit(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        limits.letterTo(key);
        limits.letterTo(" " + key.toUpperCase(Locale.ROOT));
        limits.letterTo(key);
        assertThat(limits.letterTo(key)).isPresent();
        assertThat(limits.letterTo(key + "x")).isEmpty();
        assertThat(limits.letterTo("\u0000\ud800 " + "x".repeat(10_000))).isEmpty();
    }

    @OnBothDatabases
    void isSpentBeforeATransactionAndNotInIt(TestDatabase db) {
        var limits = new MailLimit(TestLimits.of(10, WINDOW), TestLimits.node(db, clock));
        assertThatIllegalStateException()
                .isThrownBy(() -> db.transactions().executeWithoutResult(_ -> limits.letterTo(key)));
    }

    @Test
    void twoNodesShareALimitOnPostgres() throws Exception {
        var one = new MailLimit(TestLimits.of(10, WINDOW), TestLimits.node(TestDatabase.POSTGRESQL, clock));
        var two = new MailLimit(TestLimits.of(10, WINDOW), TestLimits.node(TestDatabase.POSTGRESQL, clock));
        Callable<Optional<Refusal>> onOne = () -> one.letterTo(key);
        Callable<Optional<Refusal>> onTwo = () -> two.letterTo(key);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(Stream.of(onOne, onTwo, onOne, onTwo, onOne, onTwo, onOne, onTwo)
                    .toList());
            assertThat(all.stream().map(Future::resultNow))
                    .filteredOn(Optional::isEmpty)
                    .hasSize(3);
        }
    }

    @Test
    void aChangedSettingStartsAfresh() {
        var buckets = TestLimits.node(TestDatabase.POSTGRESQL, clock);
        var before = new MailLimit(TestLimits.of(10, WINDOW), buckets);
        while (before.letterTo(key).isEmpty()) {
            clock.advance(Duration.ofMillis(1));
        }
        var after = new MailLimit(TestLimits.of(10, WINDOW.multipliedBy(2)), buckets);
        assertThat(after.letterTo(key)).isEmpty();
    }

    @Test
    void withoutTheDatabaseANodeLimitsAlone() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:9/nothing");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (var nothing = new HikariDataSource(config)) {
            var limits = new MailLimit(TestLimits.of(10, WINDOW), new SharedBuckets(nothing, clock));
            for (int i = 0; i < 3; i++) {
                assertThat(limits.letterTo(key)).isEmpty();
            }
            assertThat(limits.letterTo(key)).isPresent();
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
