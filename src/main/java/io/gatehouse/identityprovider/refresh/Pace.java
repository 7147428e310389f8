package io.gatehouse.identityprovider.refresh;

import io.gatehouse.keys.Randomness;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When to ask again: as the document wishes within our bounds, and a little earlier by chance, so that nobody asks in step. */
@Component
class Pace {
    private static final int MOST_DOUBLINGS = 12;

    private final RefreshProperties properties;
    private final Randomness randomness;

    Pace(RefreshProperties properties, Randomness randomness) {
        this.properties = properties;
        this.randomness = randomness;
    }

    /** After a success (SAML Metadata 2.3: cacheDuration is how long it may be kept, validUntil how long it may be used). */
    Instant afterSuccess(Instant now, @Nullable Duration cacheDuration, @Nullable Instant validUntil) {
        var wait = properties.interval();
        if (cacheDuration != null) {
            wait = shorter(wait, cacheDuration);
        }
        if (validUntil != null) {
            // Half of what is left: one failing host has time to come back before it matters.
            wait = shorter(wait, Duration.between(now, validUntil).dividedBy(2));
        }
        return now.plus(scatter(longer(wait, RefreshProperties.SHORTEST)));
    }

    /** After this many failures in a row. */
    Instant afterFailure(Instant now, int failures) {
        var wait = properties.retry().multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        return now.plus(scatter(shorter(wait, properties.interval())));
    }

    private Duration scatter(Duration wait) {
        int chance = ByteBuffer.wrap(randomness.bytes(2)).getShort() & 0xFFFF;
        return wait.minus(wait.dividedBy(10).multipliedBy(chance).dividedBy(1 << 16));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
