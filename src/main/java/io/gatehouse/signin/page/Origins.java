package io.gatehouse.signin.page;

import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Printable;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/** Where requests come from, as far as it can be believed. */
@Component
public class Origins {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    // W3C Trace Context 3.2: version, trace id, parent id, flags.
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int LONGEST_AGENT = 300;

    private final List<IpAddressMatcher> trusted;
    private final Randomness randomness;

    Origins(Proxies proxies, Randomness randomness) {
        this.trusted =
                proxies.trustedProxies().stream().map(IpAddressMatcher::new).toList();
        this.randomness = randomness;
    }

    /** The origin of this request; the same object however often it is asked. */
    public Origin of(HttpServletRequest request) {
        if (request.getAttribute(Origins.class.getName()) instanceof Origin known) {
            return known;
        }
        var agent = request.getHeader("User-Agent");
        var origin = new Origin(
                clientIp(request),
                agent == null ? null : Printable.of(agent, LONGEST_AGENT),
                requestId(request.getHeader("X-Request-Id")),
                traceId(request.getHeader("traceparent")));
        request.setAttribute(Origins.class.getName(), origin);
        return origin;
    }

    // Each proxy appends whom it saw, so only the right-most hop that is no proxy of ours is not the client's own word.
    private String clientIp(HttpServletRequest request) {
        var seen = request.getRemoteAddr();
        var hops = request.getHeader("X-Forwarded-For");
        if (hops == null) {
            return seen;
        }
        var list = hops.split(",", -1);
        for (int i = list.length - 1; i >= 0 && trusts(seen); i--) {
            var hop = list[i].strip();
            if (!isAddress(hop)) {
                break;
            }
            seen = hop;
        }
        return seen;
    }

    private boolean trusts(String address) {
        return trusted.stream().anyMatch(t -> t.matches(address));
    }

    private static boolean isAddress(String hop) {
        try {
            InetAddress.ofLiteral(hop); // never looks a name up
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
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

    /** The addresses (or ranges) of proxies whose {@code X-Forwarded-For} is believed for {@code client_ip}. */
    @ConfigurationProperties("gatehouse")
    record Proxies(@DefaultValue List<String> trustedProxies) {}
}
