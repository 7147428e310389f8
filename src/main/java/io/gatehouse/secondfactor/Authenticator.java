package io.gatehouse.secondfactor;

import io.gatehouse.secondfactor.totp.TotpSecret;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An app with a secret of ours.
 *
 * @param lastStep the newest time step whose code was accepted
 * @param lastDrift how many steps off the code before was, if it was off
 */
record Authenticator(
        UUID id,
        TotpSecret secret,
        Instant createdAt,
        @Nullable Long lastStep,
        @Nullable Integer lastDrift) {
    /** Whether a step is newer than every accepted one: codes only move forward. */
    boolean mayUse(long step) {
        return lastStep == null || lastStep < step;
    }

    /** Whether the code before was off by as much, give or take a step. */
    boolean drifted(long steps) {
        return lastDrift != null && Math.abs(lastDrift - steps) <= 1;
    }
}
