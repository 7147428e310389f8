package io.gatehouse.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;

/**
 * The buckets of one process: all there is on H2, and what a node goes by while PostgreSQL does not answer. Bounded: of too
 * many, those go first that are seldom asked for, so that a crowd of addresses used once does not push out a persistent one.
 */
final class LocalBuckets implements Buckets {
    static final int MOST = 100_000;

    private final Cache<Name, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(Duration.ofDays(1))
            .build();
    private final Clock clock;

    LocalBuckets(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Taking take(Allowance allowance, String kind, String key, long tokens) {
        return Tokens.take(bucket(allowance, kind, key), tokens);
    }

    @Override
    public void give(Allowance allowance, String kind, String key, long tokens) {
        bucket(allowance, kind, key).addTokens(tokens);
    }

    private Bucket bucket(Allowance allowance, String kind, String key) {
        return buckets.get(
                new Name(kind, key),
                _ -> Bucket.builder()
                        .addLimit(Tokens.bandwidth(allowance))
                        .withCustomTimePrecision(Tokens.meter(clock))
                        .build());
    }

    private record Name(String kind, String key) {}
}
