package io.gatehouse.testing;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A browser's cookies, by host: cookies do not know ports (RFC 6265 8.5), so two nodes on one host share them. */
final class CookieJar {
    private final Map<String, Map<String, String>> hosts = new LinkedHashMap<>();

    /** Another jar with the same cookies at this moment. */
    CookieJar copy() {
        var copy = new CookieJar();
        hosts.forEach((host, cookies) -> copy.hosts.put(host, new LinkedHashMap<>(cookies)));
        return copy;
    }

    /** The cookies for an address, by name. */
    Map<String, String> of(URI address) {
        return Map.copyOf(hosts.getOrDefault(address.getHost(), Map.of()));
    }

    void put(URI address, String name, String value) {
        hosts.computeIfAbsent(address.getHost(), _ -> new LinkedHashMap<>()).put(name, value);
    }

    /** Does what a {@code Set-Cookie} line from there says. */
    void take(URI from, String line) {
        var nameAndValue = line.split(";", 2)[0].split("=", 2);
        if (nameAndValue[1].isEmpty() || line.contains("Max-Age=0")) {
            hosts.getOrDefault(from.getHost(), Map.of()).remove(nameAndValue[0]);
        } else {
            put(from, nameAndValue[0], nameAndValue[1]);
        }
    }

    /** The {@code Cookie} header for an address; empty if there are none. */
    String header(URI address) {
        return hosts.getOrDefault(address.getHost(), Map.of()).entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("; "));
    }
}
