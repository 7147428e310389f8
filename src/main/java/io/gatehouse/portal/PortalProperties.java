package io.gatehouse.portal;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The portal, and how patient we are with it.
 *
 * @param sessionEndpoint where sessions are opened and ended, called by us; unset, sign-ins end with {@code portal-not-configured}
 * @param origin {@code scheme://host[:port]} that browsers are sent to
 * @param audience the {@code aud} of every token made for it
 * @param tries how often one hand-off calls at most
 * @param budget how long one hand-off takes at most, pauses included
 * @param connectTimeout of each try
 * @param readTimeout of each try, from the request to the last byte of the answer
 * @param concurrentCalls beyond so many at once, {@code portal-unavailable} without a call
 * @param grantLifetime of a session grant; at most 60 s
 * @param retryWindow how long after the first try the person may try again
 * @param retention how long a session that is open or over is remembered
 */
@ConfigurationProperties("gatehouse.portal")
record PortalProperties(
        @Nullable URI sessionEndpoint,
        @Nullable URI origin,
        @Nullable String audience,
        @DefaultValue("3") int tries,
        @DefaultValue("10s") Duration budget,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("4s") Duration readTimeout,
        @DefaultValue("128") int concurrentCalls,
        @DefaultValue Breaker breaker,
        @DefaultValue("60s") Duration grantLifetime,
        @DefaultValue("10m") Duration retryWindow,
        @DefaultValue("90d") Duration retention) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LONGEST_GRANT = Duration.ofSeconds(60);

    /**
     * When to stop calling a portal that fails.
     *
     * @param failureRate percent of the last {@code window} calls that must have failed
     * @param window how many calls are looked at
     * @param minimumCalls before so many it never opens
     * @param openFor how long no call is made
     * @param probes calls let through after that, to see
     */
    record Breaker(
            @DefaultValue("50") int failureRate,
            @DefaultValue("20") int window,
            @DefaultValue("10") int minimumCalls,
            @DefaultValue("10s") Duration openFor,
            @DefaultValue("3") int probes) {
        Breaker {
            require(failureRate >= 1 && failureRate <= 100, "breaker.failure-rate must be 1 to 100");
            require(
                    window >= 1 && minimumCalls >= 1 && probes >= 1,
                    "breaker: window, minimum-calls and probes must be 1 or more");
            requirePositive(openFor, "breaker.open-for");
        }
    }

    PortalProperties {
        boolean all = sessionEndpoint != null && origin != null && audience != null && !audience.isBlank();
        boolean none = sessionEndpoint == null && origin == null && audience == null;
        require(all || none, "session-endpoint, origin and audience belong together: set all three or none");
        if (sessionEndpoint != null && origin != null) {
            requireSafe(sessionEndpoint, "session-endpoint");
            require(
                    sessionEndpoint.getRawQuery() == null
                            && !sessionEndpoint.getRawPath().endsWith("/"),
                    "session-endpoint must have no query and no slash at its end, because /{sid} is appended to it");
            requireSafe(origin, "origin");
            require(
                    (origin.getRawPath().isEmpty() || origin.getRawPath().equals("/")) && origin.getRawQuery() == null,
                    "origin must be scheme://host[:port] without path or query");
            origin = URI.create(origin.getScheme() + "://" + origin.getRawAuthority());
        }
        require(tries >= 1 && tries <= 10, "tries must be 1 to 10");
        require(concurrentCalls >= 1, "concurrent-calls must be 1 or more");
        requirePositive(budget, "budget");
        requirePositive(connectTimeout, "connect-timeout");
        requirePositive(readTimeout, "read-timeout");
        requirePositive(retryWindow, "retry-window");
        requirePositive(retention, "retention");
        // A row that is still being opened is settled after two minutes, so no hand-off may take that long.
        require(budget.compareTo(Duration.ofMinutes(1)) <= 0, "budget must be at most 1m");
        requirePositive(grantLifetime, "grant-lifetime");
        require(grantLifetime.compareTo(LONGEST_GRANT) <= 0, "grant-lifetime must be at most 60s");
    }

    /** Whether there is a portal. */
    boolean configured() {
        return sessionEndpoint != null;
    }

    private static void requireSafe(URI address, String name) {
        boolean https = "https".equals(address.getScheme());
        boolean loopback =
                "http".equals(address.getScheme()) && address.getHost() != null && LOOPBACK.contains(address.getHost());
        require(https || loopback, name + " must be https://… (http:// is for loopback only)");
        require(
                address.getHost() != null && address.getRawUserInfo() == null && address.getRawFragment() == null,
                name + " must name a host and have no user or fragment");
    }

    private static void requirePositive(Duration duration, String name) {
        require(duration.isPositive(), name + " must be longer than nothing");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("gatehouse.portal: " + otherwise);
        }
    }
}
