package io.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.limits.AddressLimit.Closed;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressLimitTests {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 20;

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final String network = "2001:db8:%x:%x:".formatted(random(), random());
    private final String client = network + ":1";

    @OnBothDatabases
    void soManyFailuresCloseAnAddressAndItIsToldOnce(TestDatabase db) {
        var limit = limit(db);
        for (int i = 0; i < MOST; i++) {
            assertThat(limit.failed(client)).isEmpty();
        }
        assertThat(limit.standing(client)).isEmpty();
        assertThat(limit.failed(client)).get().matches(Closed::untold);
        assertThat(limit.standing(client)).get().matches(closed -> !closed.untold());
        assertThat(limit.failed(client)).get().matches(closed -> !closed.untold());
    }

    @OnBothDatabases
    void itOpensAgainLittleByLittleAndTellsAgainAfterAWindow(TestDatabase db) {
        var limit = limit(db);
        closes(limit);
        var wait = limit.standing(client).orElseThrow().retryAfter();
        clock.advance(wait);
        assertThat(limit.standing(client)).isEmpty();
        clock.advance(WINDOW);
        assertThat(limit.failed(client)).isEmpty();
        assertThat(closes(limit).untold()).isTrue();
    }

    @OnBothDatabases
    void signInsThatAreBegunAndNeverFinishedCloseItToo(TestDatabase db) {
        var limit = limit(db);
        var closed = IntStream.range(0, 2 * MOST)
                .mapToObj(_ -> limit.started(client))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(closed).get().matches(Closed::untold);
        assertThat(limit.standing(client)).isPresent();
    }

    @OnBothDatabases
    void aWholeNetworkIsOneClient(TestDatabase db) {
        var limit = limit(db);
        for (int i = 0; i <= MOST; i++) {
            limit.failed(network + ":" + Integer.toHexString(i + 1));
        }
        assertThat(limit.standing(network + ":abcd")).isPresent();
        assertThat(limit.standing("2001:db9::1")).isEmpty();
    }

    @Test
    void signInsThatEndWellSpendNothingAndAskNoDatabase() {
        var asked = new AtomicInteger();
        var limit = new AddressLimit(TestLimits.of(MOST, WINDOW), counting(asked), clock);
        for (int i = 0; i < 1000; i++) {
            assertThat(limit.standing(client)).isEmpty();
            assertThat(limit.started(client)).isEmpty();
            limit.finished(client);
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void anOfficeFullOfGoodPeopleGetsBackWhatItBorrowed() {
        var limit = limit(TestDatabase.POSTGRESQL);
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < MOST - 2; i++) {
                assertThat(limit.started(client)).isEmpty();
            }
            for (int i = 0; i < MOST - 2; i++) {
                limit.finished(client);
            }
        }
        for (int i = 0; i < MOST; i++) {
            assertThat(limit.failed(client)).isEmpty();
        }
    }

    @Test
    void finishingWhatWasNeverBegunFillsNoBucketBeyondItsSize() {
        var limit = limit(TestDatabase.POSTGRESQL);
        for (int i = 0; i < 10 * MOST; i++) {
            limit.finished(client);
        }
        int failures = 0;
        while (limit.failed(client).isEmpty()) {
            failures++;
        }
        assertThat(failures).isLessThanOrEqualTo(MOST + MOST / 10);
    }

    @Test
    void twoNodesShareTheLimitAndTellItOnceOnPostgres() {
        var one = limit(TestDatabase.POSTGRESQL);
        var two = limit(TestDatabase.POSTGRESQL);
        for (int i = 0; i < MOST / 2; i++) {
            assertThat(one.failed(client)).isEmpty();
            assertThat(two.failed(client)).isEmpty();
        }
        assertThat(one.failed(client)).get().matches(Closed::untold);
        assertThat(two.standing(client)).isEmpty();
        assertThat(two.failed(client)).get().matches(closed -> !closed.untold());
        assertThat(two.standing(client)).isPresent();
    }

    @Test
    void aCrowdOfAddressesDoesNotFreeAPersistentOne() {
        var limit = limit(TestDatabase.H2);
        closes(limit);
        for (int i = 0; i < 3 * LocalBuckets.MOST; i++) {
            limit.failed("10.%d.%d.%d".formatted(i >> 16 & 255, i >> 8 & 255, i & 255));
            if (i % 100 == 0) {
                limit.standing(client);
            }
        }
        assertThat(limit.standing(client)).isPresent();
    }

    private AddressLimit limit(TestDatabase db) {
        return new AddressLimit(TestLimits.of(MOST, WINDOW), TestLimits.node(db, clock), clock);
    }

    private Closed closes(AddressLimit limit) {
        return IntStream.rangeClosed(0, MOST)
                .mapToObj(_ -> limit.failed(client))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(1, 0xFFFF);
    }

    private static Buckets counting(AtomicInteger asked) {
        return new Buckets() {
            @Override
            public Taking take(Allowance allowance, String kind, String key, long tokens) {
                asked.incrementAndGet();
                return new Taking.Taken();
            }

            @Override
            public void give(Allowance allowance, String kind, String key, long tokens) {
                asked.incrementAndGet();
            }
        };
    }
}
