package io.gatehouse.identityprovider.metadata;

import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** What kind of host an endpoint is at, told from its address alone: nobody is asked, and nothing is sent there. */
enum EndpointHost {
    /** A name that the world may know. */
    NAME,
    /** A name that only a network knows. */
    INTERNAL_NAME,
    /** This machine, by name or number: for trying things out. */
    LOOPBACK,
    /** A number instead of a name. */
    ADDRESS,
    /** A number in disguise, or one that is nobody's host: link-local, multicast, unspecified. */
    NOBODY;

    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    // Browsers take 127.1, 0x7f.1 and 2130706433 for addresses; no top-level domain is a number (RFC 3696 2).
    private static final Pattern NUMBER_AT_END = Pattern.compile(".*(^|\\.)(0x[0-9a-f]*|[0-9]+)\\.?$");
    private static final Pattern INTERNAL =
            Pattern.compile("[^.]+|.*\\.(local|localdomain|internal|intranet|lan|corp|home|home\\.arpa|private)");

    /** The kind of a host as it stands in an address, with brackets around IPv6. */
    static EndpointHost of(String written) {
        var host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return number(host.substring(1, host.length() - 1));
        }
        if (NUMBER_AT_END.matcher(host).matches()) {
            return DOTTED.matcher(host).matches() ? number(host) : NOBODY;
        }
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return LOOPBACK;
        }
        return INTERNAL.matcher(host).matches() ? INTERNAL_NAME : NAME;
    }

    private static EndpointHost number(String literal) {
        try {
            var address = InetAddress.ofLiteral(literal);
            if (address.isLoopbackAddress()) {
                return LOOPBACK;
            }
            boolean nobody =
                    address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isMulticastAddress();
            return nobody || literal.contains("%") ? NOBODY : ADDRESS;
        } catch (IllegalArgumentException e) {
            return NOBODY;
        }
    }
}
