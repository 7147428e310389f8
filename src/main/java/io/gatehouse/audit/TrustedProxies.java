package io.gatehouse.audit;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The addresses, or ranges, of proxies whose {@code X-Forwarded-For} is believed for {@code client_ip}. */
@ConfigurationProperties("gatehouse")
record TrustedProxies(@DefaultValue List<String> trustedProxies) {
    TrustedProxies {
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Range::of);
    }

    boolean hold(String address) {
        return isAddress(address)
                && trustedProxies.stream()
                        .map(Range::of)
                        .anyMatch(r -> r.holds(InetAddress.ofLiteral(address).getAddress()));
    }

    /** Whether a text is an address; a name is never looked up. */
    static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record Range(byte[] network, int bits) {
        static Range of(String text) {
            int slash = text.indexOf('/');
            var network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                    .getAddress();
            int most = network.length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException("gatehouse.trusted-proxies holds no address or range: " + text);
            }
            return new Range(network, bits);
        }

        boolean holds(byte[] address) {
            if (address.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
