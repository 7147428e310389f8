package io.gatehouse.portal;

import io.gatehouse.portal.PortalHttp.Reply;
import io.gatehouse.reason.Evidence;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Exchanges with the portal until it has failed too often; then none for a while, so that nobody waits for what will fail. */
final class Fuse {
    private final PortalHttp http;
    private final Clock clock;
    private final CircuitBreaker breaker;

    Fuse(PortalHttp http, PortalProperties.Breaker rule, Clock clock) {
        this.http = http;
        this.clock = clock;
        breaker = CircuitBreaker.of(
                "portal",
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(rule.failureRate())
                        .slidingWindowSize(rule.window())
                        .minimumNumberOfCalls(rule.minimumCalls())
                        .waitDurationInOpenState(rule.openFor())
                        .permittedNumberOfCallsInHalfOpenState(rule.probes())
                        .build());
    }

    /** What came of it. */
    sealed interface Exchange {
        /** An answer that means something. */
        record Got(Reply reply) implements Exchange {}

        /** 5xx, 429, a time-out or no connection; the pause the portal asked for, if it did. */
        record Failed(Evidence why, @Nullable Duration retryAfter) implements Exchange {}

        /** Not called at all. */
        record Blown(Evidence why) implements Exchange {}
    }

    /** Sends, if the portal is being called at all. */
    Exchange exchange(HttpRequest request, Duration within) throws InterruptedException {
        if (!breaker.tryAcquirePermission()) {
            return new Exchange.Blown(Evidence.of("got", "the portal failed too often and is not called for a while"));
        }
        long start = breaker.getCurrentTimestamp();
        boolean told = false;
        try {
            var reply = http.exchange(request, within);
            if (reply.status() < 500 && reply.status() != 429) {
                breaker.onSuccess(since(start), breaker.getTimestampUnit());
                told = true;
                return new Exchange.Got(reply);
            }
            breaker.onError(since(start), breaker.getTimestampUnit(), new IOException("status " + reply.status()));
            told = true;
            return new Exchange.Failed(
                    Evidence.of("got", reply.status()),
                    reply.retryAfter(clock.instant()).orElse(null));
        } catch (IOException e) {
            breaker.onError(since(start), breaker.getTimestampUnit(), e);
            told = true;
            return new Exchange.Failed(
                    Evidence.of("got", e.getClass().getSimpleName()).and("error", e.getMessage()), null);
        } finally {
            if (!told) {
                breaker.releasePermission();
            }
        }
    }

    private long since(long start) {
        return breaker.getCurrentTimestamp() - start;
    }
}
