package io.gatehouse.identityprovider.metadata;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the asserting party listens, and how. */
public record Endpoint(
        Binding binding, String location, @Nullable String responseLocation, Position position) {
    private static final Pattern LOOPBACK = Pattern.compile(
            "http://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?([/?].*)?", Pattern.CASE_INSENSITIVE);

    /** Whether people may be sent there without a loosening: by https to a host with a name, or without leaving the machine. */
    public boolean safe() {
        return safe(location) && (responseLocation == null || safe(responseLocation));
    }

    private static boolean safe(String location) {
        return confidential(location) && host(location) != EndpointHost.ADDRESS;
    }

    /** The kind of host of an address that is one. */
    static EndpointHost host(String location) {
        var authority = URI.create(location).getRawAuthority();
        return authority == null ? EndpointHost.NOBODY : EndpointHost.of(authority.replaceFirst(":[0-9]*$", ""));
    }

    static boolean confidential(String location) {
        return location.regionMatches(true, 0, "https:", 0, 6)
                || LOOPBACK.matcher(location).matches();
    }

    /** The bindings a browser can carry (SAML Bindings 3.4, 3.5). */
    public enum Binding {
        REDIRECT("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"),
        POST("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");

        private final String uri;

        Binding(String uri) {
            this.uri = uri;
        }

        /** The binding's identifier. */
        public String uri() {
            return uri;
        }
    }
}
