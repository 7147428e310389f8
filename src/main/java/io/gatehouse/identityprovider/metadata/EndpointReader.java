package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Element;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The endpoints of a role that a browser can be sent to. */
final class EndpointReader {
    private static final int LONGEST = 2048;

    // java.net.URI knows no host with an underscore, but DNS and some partners do.
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");

    private final Findings findings;

    EndpointReader(Findings findings) {
        this.findings = findings;
    }

    /** The usable endpoints of this service, in document order, each once. */
    List<Endpoint> read(Element role, String service) {
        var endpoints = new ArrayList<Endpoint>();
        role.children(Candidates.MD, service).forEach(element -> {
            var read = endpoint(element);
            if (read.isEmpty()) {
                return;
            }
            if (endpoints.stream().anyMatch(e -> same(e, read.get()))) {
                findings.add(
                        Rule.ENDPOINT_DUPLICATE, element.place(), read.get().location());
            } else {
                endpoints.add(read.get());
            }
        });
        return List.copyOf(endpoints);
    }

    private Optional<Endpoint> endpoint(Element element) {
        var uri = element.attribute("Binding").map(String::strip).orElse("no binding");
        var binding = Arrays.stream(Endpoint.Binding.values())
                .filter(b -> b.uri().equals(uri))
                .findFirst();
        if (binding.isEmpty()) {
            findings.add(Rule.ENDPOINT_BINDING_UNSUPPORTED, element.place(), uri);
            return Optional.empty();
        }
        var location = usable(element, element.attribute("Location").orElse(""));
        if (location == null) {
            return Optional.empty();
        }
        var response = element.attribute("ResponseLocation")
                .map(r -> usable(element, r))
                .orElse(null);
        var place = element.place();
        return Optional.of(new Endpoint(binding.get(), location, response, Position.of(place)));
    }

    private @Nullable String usable(Element element, String location) {
        var stripped = location.strip();
        var uri = parse(stripped);
        var scheme =
                uri == null || uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri == null
                || stripped.length() > LONGEST
                || !(scheme.equals("https") || scheme.equals("http"))
                || !hasHostOnly(uri)
                || uri.getRawFragment() != null
                || Endpoint.host(stripped) == EndpointHost.NOBODY) {
            findings.add(Rule.ENDPOINT_UNUSABLE, element.place(), stripped.isEmpty() ? "no Location" : stripped);
            return null;
        }
        if (scheme.equals("http") && !Endpoint.confidential(stripped)) {
            findings.add(Rule.ENDPOINT_HTTP, element.place(), stripped);
        }
        switch (Endpoint.host(stripped)) {
            case ADDRESS -> findings.add(Rule.ENDPOINT_IP_ADDRESS, element.place(), stripped);
            case INTERNAL_NAME, LOOPBACK -> findings.add(Rule.ENDPOINT_INTERNAL_HOST, element.place(), stripped);
            case NAME, NOBODY -> {}
        }
        return stripped;
    }

    private static boolean hasHostOnly(URI uri) {
        if (uri.getRawUserInfo() != null) {
            return false;
        }
        var authority = uri.getRawAuthority();
        return uri.getHost() != null
                || (authority != null && AUTHORITY.matcher(authority).matches());
    }

    private static @Nullable URI parse(String location) {
        try {
            return new URI(location);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean same(Endpoint one, Endpoint other) {
        return one.binding() == other.binding() && one.location().equals(other.location());
    }
}
