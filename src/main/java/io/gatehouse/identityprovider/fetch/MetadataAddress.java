package io.gatehouse.identityprovider.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be said of an address without asking anybody: which form it must have to be fetched from at all. */
public final class MetadataAddress {
    /** The most characters of one. */
    public static final int LONGEST = 2_000;

    private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")+\\.?");

    // inet_aton takes 127.1, 0x7f.1, 0177.0.0.1 and 2130706433 for addresses, and so do resolvers; no public
    // top-level domain is a number (RFC 3696 2).
    private static final Pattern NUMBER_AT_END = Pattern.compile(".*(^|\\.)(0x[0-9a-f]*|[0-9]+)\\.?$");

    private MetadataAddress() {}

    /** What is wrong with the form of this text, in words; empty if it may be tried. */
    public static Optional<String> fault(String text) {
        try {
            return fault(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.of("no address");
        }
    }

    static Optional<String> fault(URI address) {
        if (!"https".equalsIgnoreCase(address.getScheme())) {
            return Optional.of("the scheme is not https");
        }
        return Optional.ofNullable(beyondScheme(address));
    }

    /** The same for a host that the rules are loosened for. */
    static Optional<String> faultOfLoosened(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        return Optional.ofNullable(http ? adornment(address) : "the scheme is neither https nor http");
    }

    private static @Nullable String beyondScheme(URI address) {
        var adornment = adornment(address);
        if (adornment != null) {
            return adornment;
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[") || NUMBER_AT_END.matcher(host).matches()) {
            return "the host is an IP address";
        }
        return NAME.matcher(host).matches() ? null : "the host is no public host name";
    }

    private static @Nullable String adornment(URI address) {
        if (address.toString().length() > LONGEST) {
            return "longer than " + LONGEST + " characters";
        }
        if (address.getHost() == null) {
            return "there is no host";
        }
        if (address.getRawUserInfo() != null) {
            return "there is a user";
        }
        return address.getRawFragment() == null ? null : "there is a fragment";
    }
}
