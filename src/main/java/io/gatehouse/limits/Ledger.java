package io.gatehouse.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What this node remembers of one client: what it has not settled with the bucket yet, and whether the bucket was empty. */
final class Ledger {
    private int owed;
    private Instant closedUntil = Instant.MIN;

    synchronized Optional<Duration> closedFor(Instant now) {
        return now.isBefore(closedUntil) ? Optional.of(Duration.between(now, closedUntil)) : Optional.empty();
    }

    synchronized void close(Instant until) {
        closedUntil = until;
    }

    /** Adds to what is owed, or takes from it, and takes all of it out if it is a chunk either way. */
    synchronized int add(int one, int chunk) {
        owed += one;
        return Math.abs(owed) >= chunk ? takeOut() : 0;
    }

    /** Takes out what is owed; what is to be given back stays. */
    synchronized int takeOutAfter(int one) {
        owed += one;
        return owed > 0 ? takeOut() : 0;
    }

    /** Puts back what the bucket would not take, up to a chunk of it. */
    synchronized void putBack(int tokens, int chunk) {
        owed = Math.min(owed + tokens, chunk);
    }

    private int takeOut() {
        int all = owed;
        owed = 0;
        return all;
    }
}
