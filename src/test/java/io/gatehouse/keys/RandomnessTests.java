package io.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomnessTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:00:00.123Z"));
    private final Randomness randomness = new Randomness(clock);

    @Test
    void makesUuidsOfVersionSevenWithTheTimeInFront() {
        var uuid = randomness.uuid();
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
        clock.advance(Duration.ofMillis(1));
        assertThat(randomness.uuid().toString()).isGreaterThan(uuid.toString());
    }

    @Test
    void keepsTheOrderOfUuidsMadeInOneMillisecond() {
        var made = Stream.generate(randomness::uuid).limit(5000).toList();
        assertThat(made)
                .isSortedAccordingTo(Comparator.comparing(UUID::toString))
                .doesNotHaveDuplicates();
    }

    @Test
    void makesTokensOf256BitsThatNeverRepeat() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(randomness.token())).isTrue();
        }
        assertThat(seen).allMatch(token -> token.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void drawsTextFromTheWholeAlphabetAndNothingElse() {
        var seen = new HashSet<Character>();
        randomness.text("abc", 1000).chars().forEach(c -> seen.add((char) c));
        assertThat(seen).containsExactlyInAnyOrder('a', 'b', 'c');
    }
}
