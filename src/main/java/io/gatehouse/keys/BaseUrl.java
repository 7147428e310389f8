package io.gatehouse.keys;

import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The address people's browsers use. Every link, entity ID, audience and cookie rule derives from this setting and never
 * from {@code Host} or {@code X-Forwarded-*}, which the client writes.
 */
@ConfigurationProperties("gatehouse")
public record BaseUrl(@DefaultValue("http://localhost:8080") URI baseUrl) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public BaseUrl {
        boolean https = "https".equals(baseUrl.getScheme());
        boolean http = "http".equals(baseUrl.getScheme());
        if (baseUrl.getHost() == null || !(https || http) || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException("gatehouse.base-url must be https://host[:port]");
        }
        if (http && !LOOPBACK.contains(baseUrl.getHost())) {
            throw new IllegalArgumentException("gatehouse.base-url: http is for loopback only; use https");
        }
        String path = baseUrl.getRawPath();
        if (!(path.isEmpty() || path.equals("/"))
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("gatehouse.base-url must have no path, query or fragment");
        }
        baseUrl = URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority());
    }

    /** An absolute address here; the path begins with a slash. */
    public String at(String path) {
        return baseUrl + path;
    }

    /** Whether people come by https: then every cookie is Secure with the {@code __Host-} prefix. */
    public boolean secure() {
        return "https".equals(baseUrl.getScheme());
    }

    @Override
    public String toString() {
        return baseUrl.toString();
    }
}
