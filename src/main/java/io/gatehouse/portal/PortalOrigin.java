package io.gatehouse.portal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The one place browsers are sent to. What a portal or a link names is compared with it part by part, never by prefix. */
record PortalOrigin(URI origin) {
    private static final int LONGEST = 4096;

    /** The address, if it is absolute and on this origin. */
    Optional<URI> own(String address) {
        return parse(address)
                .filter(uri -> uri.getRawUserInfo() == null)
                .filter(uri -> uri.getScheme() != null
                        && uri.getHost() != null
                        && same(uri.getScheme(), origin.getScheme())
                        && same(uri.getHost(), origin.getHost())
                        && port(uri) == port(origin));
    }

    /** Whether somebody may be returned there: a path here, or an absolute address on this origin. */
    boolean mayReturnTo(String returnTo) {
        boolean path = returnTo.startsWith("/") && !returnTo.startsWith("//");
        return path ? parse(returnTo).isPresent() : own(returnTo).isPresent();
    }

    // Browsers read a backslash as a slash and drop tabs and line breaks, java.net.URI does neither: both are refused.
    private static Optional<URI> parse(String address) {
        if (address.length() > LONGEST || !address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return same(uri.getScheme(), "https") ? 443 : 80;
    }
}
