package io.gatehouse.saml.pending;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Unsolicited responses that become round trips of our own: once a minute in a browser, by a sealed marker, so that a provider
 * which answers every request unasked does not send anybody round and round. A browser that keeps no marker is not sent on.
 */
@Component
public final class Bounces {
    private static final String NAME = "gatehouse-bounced";
    private static final String PARAMETER = "bounced";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Sealer sealer;
    private final Cookies cookies;
    private final Clock clock;

    /** Seals under a key of its own purpose. */
    public Bounces(Keys keys, Cookies cookies, Clock clock) {
        this.sealer = keys.sealer("cookie.bounced");
        this.cookies = cookies;
        this.clock = clock;
    }

    /** Sends a browser off on a round trip of ours, or says why it must not be. */
    public Optional<Refusal> bounce(HttpServletRequest request, HttpServletResponse response, RegistrationId provider) {
        if (marked(request)) {
            return refused("sent off already in the last minute");
        }
        byte[] now = ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array();
        // It has to come along with the next response too, which is posted from another site.
        cookies.set(response, Reach.CROSS_SITE, NAME, sealer.sealText(now, NAME), PAUSE);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Location", "/saml2/authenticate/" + provider + "?" + PARAMETER + "=1");
        return Optional.empty();
    }

    /** Why a departure that calls itself one of these may not be; empty for every other. */
    public Optional<Refusal> refusalOf(HttpServletRequest request) {
        return request.getParameter(PARAMETER) != null && !marked(request)
                ? refused("the browser keeps no cookies, or the address is old")
                : Optional.empty();
    }

    private boolean marked(HttpServletRequest request) {
        Instant since = clock.instant().minus(PAUSE);
        return cookies.value(request, NAME)
                .flatMap(value -> sealer.openText(value, NAME))
                .filter(bytes -> bytes.length == Long.BYTES)
                .map(bytes -> Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()))
                .filter(since::isBefore)
                .isPresent();
    }

    private static Optional<Refusal> refused(String problem) {
        return Optional.of(Reason.UNSOLICITED_RESPONSE.because(
                Evidence.of("unsolicited", "bounce").and("problem", problem)));
    }
}
