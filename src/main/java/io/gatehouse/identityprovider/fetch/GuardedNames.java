package io.gatehouse.identityprovider.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Names to addresses, judged in between. The HTTP client connects to what it gets here and asks nobody else, so a name that
 * answers differently the next moment (DNS rebinding) changes nothing: there is no next question.
 */
final class GuardedNames implements DnsResolver {
    private final Lookup names;
    private final Set<String> loosened;

    GuardedNames(Lookup names, Set<String> loosened) {
        this.names = names;
        this.loosened = loosened;
    }

    /** Who is asked for a name's addresses. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** A name with an address that is not everybody's. */
    static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic(InetAddress address) {
            super(address.getHostAddress());
        }
    }

    // One private address refuses all: whoever mixes them hopes that the second try is taken for the first.
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = names.of(host);
        if (!loosened.contains(host)) {
            var inside =
                    Arrays.stream(addresses).filter(a -> !PublicAddress.is(a)).findFirst();
            if (inside.isPresent()) {
                throw new NotPublic(inside.get());
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
