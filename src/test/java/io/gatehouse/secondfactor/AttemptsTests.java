package io.gatehouse.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class AttemptsTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void everyFifthWrongCodeLocksForTwiceAsLongUpToAnHour() {
        var standing = new Attempts.Standing(0, null);
        var locks = new ArrayList<Long>();
        for (int i = 1; i <= 60; i++) {
            standing = standing.failed(NOON);
            var until = standing.lockedAt(NOON);
            if (i % 5 == 0) {
                locks.add(Duration.between(NOON, until.orElseThrow()).toMinutes());
                standing = new Attempts.Standing(standing.failures(), null);
            } else {
                assertThat(until).isEmpty();
            }
        }
        assertThat(locks).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L, 60L, 60L);
    }

    @Test
    void aLockEndsAtItsMoment() {
        var locked = new Attempts.Standing(5, NOON);
        assertThat(locked.lockedAt(NOON.minusMillis(1))).contains(NOON);
        assertThat(locked.lockedAt(NOON)).isEmpty();
    }
}
