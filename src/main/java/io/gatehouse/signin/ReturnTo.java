package io.gatehouse.signin;

import io.gatehouse.portal.PortalSessions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where at the portal somebody wanted to go: a path, or an absolute URL on the portal's origin; anything else is dropped. */
@Component
public class ReturnTo {
    private static final int LONGEST = 512;

    private final PortalSessions portal;

    ReturnTo(PortalSessions portal) {
        this.portal = portal;
    }

    /** The wish if it may be granted, else null. */
    public @Nullable String checked(@Nullable String wish) {
        return checked(wish, portal.origin());
    }

    /** The page of the console that was wished for, else its first one. */
    static String inConsole(@Nullable String wish) {
        var path = checked(wish, Optional.empty());
        return path != null && path.startsWith("/console/") && !path.contains("..") ? path : "/console";
    }

    static @Nullable String checked(@Nullable String wish, Optional<URI> portal) {
        if (wish == null || wish.isEmpty() || wish.length() > LONGEST || !plain(wish)) {
            return null;
        }
        try {
            var uri = new URI(wish);
            if (uri.isAbsolute()) {
                return isOf(portal, uri) ? wish : null;
            }
            // "//host" and "/\host" are addresses of elsewhere to a browser.
            return wish.startsWith("/") && uri.getRawAuthority() == null && !wish.startsWith("//") ? wish : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isOf(Optional<URI> portal, URI uri) {
        return uri.getRawUserInfo() == null
                && uri.getHost() != null
                && portal.filter(origin -> origin.getScheme().equalsIgnoreCase(uri.getScheme())
                                && origin.getHost().equalsIgnoreCase(uri.getHost())
                                && port(origin) == port(uri))
                        .isPresent();
    }

    // "https://portal.example" and "https://portal.example:443" are one origin (RFC 6454 4).
    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean plain(String wish) {
        return wish.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\');
    }
}
