package io.gatehouse.portal;

import io.gatehouse.portal.SessionRow.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Requests that come while another one of the same sign-in opens its session, as after a double click or a reload. The
 * browser shows the answer to the last one only, so they wait for the first one's outcome.
 */
@Component
class Companions {
    // More than a person clicks; whoever holds a sign-in's cookie must not keep a crowd of threads waiting with it.
    private static final int MOST = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    private final SessionStore store;
    private final Clock clock;
    private final Map<UUID, Integer> waiting = new ConcurrentHashMap<>();

    Companions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The hand-off after the attempt that is under way, or as it was if that is not over by then, or too many wait. */
    SessionRow outcomeOf(SessionRow opening, Instant until) {
        if (waiting.merge(opening.signIn(), 1, Integer::sum) > MOST) {
            leave(opening);
            return opening;
        }
        try {
            return await(opening, Duration.between(clock.instant(), until));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return opening;
        } finally {
            leave(opening);
        }
    }

    private SessionRow await(SessionRow opening, Duration most) throws InterruptedException {
        var seen = opening;
        var pause = FIRST_PAUSE;
        for (var left = most; left.isPositive() && seen.state() == State.OPENING; left = left.minus(pause)) {
            Thread.sleep(pause);
            seen = store.find(opening.signIn()).orElseThrow();
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
        return seen;
    }

    private void leave(SessionRow opening) {
        waiting.computeIfPresent(opening.signIn(), (_, many) -> many == 1 ? null : many - 1);
    }
}
