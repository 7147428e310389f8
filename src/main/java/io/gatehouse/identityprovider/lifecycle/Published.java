package io.gatehouse.identityprovider.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * A document as a connection's address gave it, and what came of those that it gave before.
 *
 * @param first nothing was taken from this address before: for a partner from a file it is part of what was merged, and serves
 *     at once
 * @param held the version that this address gave and that waits for a person, if any
 * @param declined the version that a person did not want, if any
 * @param declinedStands whether that is what the address gave ever since
 */
public record Published(
        byte[] document,
        boolean first,
        @Nullable String held,
        @Nullable String declined,
        boolean declinedStands) {}
