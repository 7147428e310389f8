package io.gatehouse.portal;

import io.gatehouse.audit.Origin;
import io.gatehouse.portal.Fuse.Exchange.Blown;
import io.gatehouse.portal.Fuse.Exchange.Failed;
import io.gatehouse.portal.Fuse.Exchange.Got;
import io.gatehouse.reason.Evidence;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The portal's session API: tries within a budget, and no more hand-offs at once than agreed. */
@Component
class SessionApi {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    private final PortalProperties settings;
    private final Clock clock;
    private final PortalHttp http;
    private final Fuse fuse;
    private final Bulkhead bulkhead;

    SessionApi(PortalProperties settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        http = new PortalHttp(settings.connectTimeout());
        fuse = new Fuse(http, settings.breaker(), clock);
        bulkhead = Bulkhead.of(
                "portal",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.concurrentCalls())
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    /** Opens a session; every try asks for a new grant and sends the same key and body. */
    Answer open(Supplier<String> grant, UUID jti, String body, Origin origin) {
        if (!bulkhead.tryAcquirePermission()) {
            return new Answer.Unavailable(Evidence.of("got", "too many hand-offs at once")
                    .and("concurrent_calls", settings.concurrentCalls()));
        }
        try {
            return tries(grant, jti, body, origin);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable(Evidence.of("got", "interrupted"));
        } finally {
            bulkhead.onComplete();
        }
    }

    /** Ends a session, in one try; true if the portal has it no more. */
    boolean end(UUID sid, String logoutToken, Origin origin) {
        var request = request(URI.create(endpoint() + "/" + sid), logoutToken, sid, origin)
                .DELETE();
        try {
            return switch (fuse.exchange(request.build(), settings.readTimeout())) {
                case Got(var reply) -> reply.status() / 100 == 2 || reply.status() == 404 || reply.status() == 410;
                case Failed _, Blown _ -> false;
            };
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer tries(Supplier<String> grant, UUID jti, String body, Origin origin) throws InterruptedException {
        Instant deadline = clock.instant().plus(settings.budget());
        for (int tried = 1; ; tried++) {
            var request = request(endpoint(), grant.get(), jti, origin)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", jti.toString())
                    .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                    .build();
            switch (fuse.exchange(
                    request, shorter(settings.readTimeout(), Duration.between(clock.instant(), deadline)))) {
                case Got(var reply) -> {
                    return Answer.in(reply, new PortalOrigin(Objects.requireNonNull(settings.origin())));
                }
                case Blown(var why) -> {
                    return new Answer.Unavailable(why.and("tries", tried - 1));
                }
                case Failed(var why, var asked) -> {
                    var pause = asked == null ? pauseAfter(tried, jti) : asked;
                    if (tried >= settings.tries()
                            || !clock.instant().plus(pause).isBefore(deadline)) {
                        return new Answer.Unavailable(why.and("tries", tried)
                                .and("retry_after_seconds", asked == null ? null : asked.toSeconds()));
                    }
                    Thread.sleep(pause);
                }
            }
        }
    }

    // Doubling, and spread by the jti, so that hand-offs that failed together do not come back together.
    private static Duration pauseAfter(int tried, UUID jti) {
        return FIRST_PAUSE.multipliedBy(1L << (tried - 1)).plusMillis(Math.floorMod(jti.hashCode(), 100));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static HttpRequest.Builder request(URI address, String token, UUID span, Origin origin) {
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
        if (origin.requestId() != null
                && HEADER_SAFE.matcher(origin.requestId()).matches()) {
            request.header("X-Request-Id", origin.requestId());
        }
        if (origin.traceId() != null && TRACE_ID.matcher(origin.traceId()).matches()) {
            // W3C Trace Context 3.2.2: the hand-off is the span; the lower half of a UUID is never zero.
            var spanId = String.format("%016x", span.getLeastSignificantBits());
            request.header("traceparent", "00-" + origin.traceId() + "-" + spanId + "-01");
        }
        return request;
    }

    private URI endpoint() {
        return Objects.requireNonNull(settings.sessionEndpoint());
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
