package io.gatehouse.signin.flight;

import io.gatehouse.audit.Reference;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from the first page to the portal.
 *
 * @param returnTo where at the portal the person wanted to go, already checked
 * @param purpose where it ends
 */
public record Journey(
        UUID id,
        Reference reference,
        Instant startedAt,
        @Nullable String returnTo,
        Purpose purpose) {
    /** A sign-in kept before there were purposes was for the portal. */
    public Journey {
        purpose = Objects.requireNonNullElse(purpose, Purpose.PORTAL);
    }
}
