package io.gatehouse.limits;

import java.time.Duration;

/** So many within a window; what was spent comes back little by little over the window, or all at its end. */
record Allowance(long tokens, Duration window, Refill refill) {
    enum Refill {
        STEADY,
        AT_ONCE
    }

    static Allowance steady(long tokens, Duration window) {
        return new Allowance(tokens, window, Refill.STEADY);
    }

    /** Once in a window. */
    static Allowance once(Duration window) {
        return new Allowance(1, window, Refill.AT_ONCE);
    }
}
