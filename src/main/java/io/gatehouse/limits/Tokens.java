package io.gatehouse.limits;

import io.gatehouse.limits.Buckets.Taking;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;

/** Our words for the library's. */
final class Tokens {
    private Tokens() {}

    static BucketConfiguration configuration(Allowance allowance) {
        return BucketConfiguration.builder().addLimit(bandwidth(allowance)).build();
    }

    static Bandwidth bandwidth(Allowance allowance) {
        var capacity = Bandwidth.builder().capacity(allowance.tokens());
        return switch (allowance.refill()) {
            case STEADY ->
                capacity.refillGreedy(allowance.tokens(), allowance.window()).build();
            case AT_ONCE ->
                capacity.refillIntervally(allowance.tokens(), allowance.window())
                        .build();
        };
    }

    static Taking take(Bucket bucket, long tokens) {
        var probe = bucket.tryConsumeAndReturnRemaining(tokens);
        return probe.isConsumed()
                ? new Taking.Taken()
                : new Taking.Empty(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    static TimeMeter meter(Clock clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
