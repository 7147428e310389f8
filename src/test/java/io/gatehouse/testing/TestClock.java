package io.gatehouse.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until told to move. */
public final class TestClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Stands at this instant. */
    public TestClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Moves by this much. */
    public void advance(Duration by) {
        now.updateAndGet(n -> n.plus(by));
    }

    /** Stands at this instant from now on. */
    public void set(Instant instant) {
        now.set(instant);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
