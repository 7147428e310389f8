package io.gatehouse.signin;

import io.gatehouse.audit.Reference;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from the first page to the portal.
 *
 * @param returnTo where at the portal the person wanted to go, already checked by {@link ReturnTo}
 */
record Journey(
        UUID id,
        Reference reference,
        Instant startedAt,
        @Nullable String returnTo) {}
