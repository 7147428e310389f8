package io.gatehouse.audit;

import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Printable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Function;
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
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?|([0-9.]+):\\d{1,5}");
    private static final int LONGEST_AGENT = 300;

    private final TrustedProxies proxies;
    private final Randomness randomness;

    Origins(TrustedProxies proxies, Randomness randomness) {
        this.proxies = proxies;
        this.randomness = randomness;
    }

    /** The origin of a request from this address with these headers; a request without an id of its own is given one. */
    public Origin of(String remoteAddress, Function<String, Enumeration<String>> headers) {
        var agent = all(headers, "User-Agent");
        return new Origin(
                // A proxy may append a line of its own instead of a word: all lines are one list (RFC 9110 5.3).
                clientIp(remoteAddress, all(headers, "X-Forwarded-For")),
                agent == null ? null : Printable.of(agent, LONGEST_AGENT),
                requestId(all(headers, "X-Request-Id")),
                traceId(all(headers, "traceparent")));
    }

    private static @Nullable String all(Function<String, Enumeration<String>> headers, String name) {
        var lines = Collections.list(headers.apply(name));
        return lines.isEmpty() ? null : String.join(",", lines);
    }

    // Each proxy appends whom it saw, so only the right-most hop that is no proxy of ours is not the client's own word.
    private String clientIp(String remoteAddress, @Nullable String hops) {
        var seen = remoteAddress;
        if (hops == null) {
            return seen;
        }
        var list = hops.split(",", -1);
        for (int i = list.length - 1; i >= 0 && proxies.hold(seen); i--) {
            var hop = withoutPort(list[i].strip());
            if (!TrustedProxies.isAddress(hop)) {
                break;
            }
            seen = hop;
        }
        return seen;
    }

    // Some proxies write the port too: 192.0.2.1:4711, [2001:db8::1]:4711.
    private static String withoutPort(String hop) {
        var form = WITH_PORT.matcher(hop);
        return form.matches() ? form.group(form.group(1) == null ? 2 : 1) : hop;
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
