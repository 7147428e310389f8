package io.gatehouse.limits;

import io.gatehouse.keys.Sha256;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The buckets of all nodes, in PostgreSQL. While it does not answer, this node goes by buckets of its own. */
final class SharedBuckets implements Buckets {
    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);
    private static final Duration SAID_AGAIN = Duration.ofMinutes(1);
    private static final int AT_ONCE = 1000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rows;
    private final Buckets alone;
    private final Clock clock;
    private final AtomicReference<Instant> lastSaid = new AtomicReference<>(Instant.MIN);

    SharedBuckets(DataSource dataSource, Clock clock) {
        this.rows = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("limit_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .clientClock(Tokens.meter(clock))
                .requestTimeout(Duration.ofSeconds(5))
                .build();
        this.alone = new LocalBuckets(clock);
        this.clock = clock;
    }

    @Override
    public Taking take(Allowance allowance, String kind, String key, long tokens) {
        return with(
                bucket -> Tokens.take(bucket, tokens),
                allowance,
                kind,
                key,
                () -> alone.take(allowance, kind, key, tokens));
    }

    @Override
    public void give(Allowance allowance, String kind, String key, long tokens) {
        with(
                bucket -> {
                    bucket.addTokens(tokens);
                    return true;
                },
                allowance,
                kind,
                key,
                () -> {
                    alone.give(allowance, kind, key, tokens);
                    return true;
                });
    }

    /** Removes the rows of buckets that are full again. */
    void purge() {
        while (rows.removeExpired(AT_ONCE) == AT_ONCE) {
            log.debug("{} full buckets removed", AT_ONCE);
        }
    }

    // Every failure of the library or the driver counts: whatever it is, it must not turn a refusal into something
    // else.
    private <T> T with(Function<Bucket, T> work, Allowance allowance, String kind, String key, Supplier<T> otherwise) {
        try {
            return work.apply(rows.builder().build(id(allowance, kind, key), () -> Tokens.configuration(allowance)));
        } catch (RuntimeException e) {
            say(e);
            return otherwise.get();
        }
    }

    // Hashed, so that any key fits and none can be read. The allowance is part of it: a changed setting starts afresh.
    private static String id(Allowance allowance, String kind, String key) {
        var all = allowance.tokens() + "/" + allowance.window() + "/" + key;
        return kind + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(all));
    }

    private void say(RuntimeException failure) {
        var now = clock.instant();
        var last = lastSaid.get();
        if ((last == Instant.MIN || now.isAfter(last.plus(SAID_AGAIN))) && lastSaid.compareAndSet(last, now)) {
            log.warn("The limits that all nodes share do not answer; this node counts alone", failure);
        }
    }
}
