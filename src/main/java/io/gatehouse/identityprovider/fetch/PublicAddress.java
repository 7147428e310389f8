package io.gatehouse.identityprovider.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Which addresses are everybody's: neither this machine, nor its network, nor a form that leads to either (the IANA
 * special-purpose registries of RFC 6890). An IPv4-mapped IPv6 address is IPv4 here already; the JDK sees to that.
 */
final class PublicAddress {
    private static final List<Range> SPECIAL_4 = ranges(
            "00000000/8", // this network
            "0a000000/8", // private (RFC 1918)
            "64400000/10", // shared by a carrier's customers (RFC 6598)
            "7f000000/8", // loopback
            "a9fe0000/16", // link-local, where clouds keep their instances' secrets
            "ac100000/12", // private
            "c0000000/24", // protocol assignments
            "c0000200/24", // documentation
            "c0586300/24", // 6to4 relays
            "c0a80000/16", // private
            "c6120000/15", // benchmarks
            "c6336400/24", // documentation
            "cb007100/24", // documentation
            "e0000000/3"); // multicast, reserved, broadcast

    // Everything public lies in 2000::/3. NAT64 (64:ff9b::/96), mapped, compatible, unique-local and link-local do not.
    private static final Range GLOBAL_6 = range("20000000000000000000000000000000/3");
    private static final List<Range> SPECIAL_6 = ranges(
            "20010000000000000000000000000000/23", // protocol assignments, Teredo among them
            "20010db8000000000000000000000000/32", // documentation
            "20020000000000000000000000000000/16", // 6to4: an IPv4 address in disguise
            "3fff0000000000000000000000000000/20"); // documentation

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL_4.stream().noneMatch(r -> r.holds(bytes));
        }
        return GLOBAL_6.holds(bytes) && SPECIAL_6.stream().noneMatch(r -> r.holds(bytes));
    }

    private static List<Range> ranges(String... ranges) {
        return Arrays.stream(ranges).map(PublicAddress::range).toList();
    }

    private static Range range(String text) {
        int slash = text.indexOf('/');
        return new Range(
                HexFormat.of().parseHex(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private record Range(byte[] prefix, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
