package io.gatehouse.audit;

import org.jspecify.annotations.Nullable;

/** Where a request came from, as far as it can be believed: address after trusted proxies, agent, correlation ids. */
public record Origin(
        @Nullable String clientIp,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String traceId) {
    /** Nobody's request: a background task, a command, the start-up. */
    public static final Origin INTERNAL = new Origin(null, null, null, null);
}
