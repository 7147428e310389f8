package io.gatehouse.audit;

import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Printable;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where requests come from, as far as it can be believed. */
@Component
public class Origins {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    // W3C Trace Context 3.2: version, trace id, parent id, flags.
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_AGENT = 300;

    private final TrustedProxies proxies;
    private final Randomness randomness;

    Origins(TrustedProxies proxies, Randomness randomness) {
        this.proxies = proxies;
        this.randomness = randomness;
    }

    /** The origin of a request from this address with these headers; a request without an id of its own is given one. */
    public Origin of(String remoteAddress, UnaryOperator<@Nullable String> header) {
        var agent = header.apply("User-Agent");
        return new Origin(
                clientIp(remoteAddress, header.apply("X-Forwarded-For")),
                agent == null ? null : Printable.of(agent, LONGEST_AGENT),
                requestId(header.apply("X-Request-Id")),
                traceId(header.apply("traceparent")));
    }

    // Each proxy appends whom it saw, so only the right-most hop that is no proxy of ours is not the client's own word.
    private String clientIp(String remoteAddress, @Nullable String hops) {
        var seen = remoteAddress;
        if (hops == null) {
            return seen;
        }
        var list = hops.split(",", -1);
        for (int i = list.length - 1; i >= 0 && proxies.hold(seen); i--) {
            var hop = list[i].strip();
            if (!TrustedProxies.isAddress(hop)) {
                break;
            }
            seen = hop;
        }
        return seen;
    }

    private String requestId(@Nullable String given) {
        return given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : randomness.uuid().toString();
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        var form = TRACEPARENT.matcher(traceparent);
        return form.matches() ? form.group(1) : null;
    }
}
