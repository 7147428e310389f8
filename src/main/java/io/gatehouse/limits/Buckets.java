package io.gatehouse.limits;

import java.time.Duration;

/** Token buckets by kind and key. */
interface Buckets {
    /** Nobody is told to wait for less. */
    Duration SHORTEST = Duration.ofSeconds(1);

    /** Takes all of these tokens or none. */
    Taking take(Allowance allowance, String kind, String key, long tokens);

    /** Gives tokens back, never more than fit. */
    void give(Allowance allowance, String kind, String key, long tokens);

    /** What came of taking. */
    sealed interface Taking {
        /** Taken. */
        record Taken() implements Taking {}

        /** There were not so many; in this time there will be, and it is one second at least. */
        record Empty(Duration retryAfter) implements Taking {
            public Empty {
                retryAfter = retryAfter.compareTo(SHORTEST) < 0 ? SHORTEST : retryAfter;
            }
        }
    }
}
