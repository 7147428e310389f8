package io.gatehouse.limits;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Who is one client, going by addresses: an IPv4 address, or an IPv6 /64, since whoever has one address has them all. */
final class ClientNetwork {
    // RFC 6052 2.1: behind a translator the whole of IPv4 is one /64.
    private static final byte[] TRANSLATED = HexFormat.of().parseHex("0064ff9b0000000000000000");

    private ClientNetwork() {}

    /** The key of an address; what is none shares one key, so that it escapes nothing. */
    static String of(@Nullable String address) {
        if (address == null) {
            return "unknown";
        }
        int zone = address.indexOf('%');
        try {
            return of(InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static String of(InetAddress address) {
        var bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        if (Arrays.equals(bytes, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length)) {
            return (bytes[12] & 0xFF) + "." + (bytes[13] & 0xFF) + "." + (bytes[14] & 0xFF) + "." + (bytes[15] & 0xFF);
        }
        return HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8) + "/64";
    }
}
