package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The partner file of the Keycloak journeys, and what they change in Keycloak's metadata. */
final class KeycloakPartner {
    private KeycloakPartner() {}

    /** The partner with one connection for each test, so that each has its own client and person. */
    static String northwind() {
        var published = Stream.of(
                        "imported",
                        "response",
                        "assertion",
                        "both",
                        "persistent",
                        "address",
                        "cancelled",
                        "declined-unsigned")
                .map(id -> provider(id, "published.xml", "when-wanted"));
        var others = Stream.of(
                provider("unsigned", "indifferent.xml", "when-wanted"),
                provider("unsigned-post", "by-post.xml", "when-wanted"),
                provider("signed-redirect", "indifferent.xml", "always"),
                provider("signed-post", "by-post.xml", "always"),
                provider("rolling", "rolling.xml", "when-wanted"));
        return """
                partner: northwind
                name: Northwind Traders
                domains: [northwind.example]
                authentication-types: [sso]
                account-manager: { name: Partner Care, email: care@vendor.example }
                second-factor:
                  policy: required
                identity-providers:
                """ + Stream.concat(published, others).collect(Collectors.joining());
    }

    /** The same partner without a second factor, and with tiles at Keycloak that start a sign-in. */
    static String northwindWithTiles() {
        var plain = Stream.of("leaving", "leaving-by-post", "called-back", "ended-from-afar", "tile-refuse")
                .map(id -> provider(id, "published.xml", "when-wanted"));
        return """
                partner: northwind
                name: Northwind Traders
                domains: [northwind.example]
                authentication-types: [sso]
                account-manager: { name: Partner Care, email: care@vendor.example }
                second-factor:
                  policy: optional
                identity-providers:
                """ + plain.collect(Collectors.joining())
                + provider("tile-bounce", "published.xml", "when-wanted")
                + "      unsolicited: bounce\n"
                + provider("tile-accept", "published.xml", "when-wanted")
                + "      unsolicited: accept\n      unsolicited-relay-states: [/orders]\n";
    }

    private static String provider(String id, String metadata, String signing) {
        return """
                  - id: %s
                    metadata: %s
                    sign-authn-requests: %s
                    provisioning: just-in-time
                """.formatted(id, metadata, signing).indent(2);
    }

    /** Keycloak's metadata asks for signed requests; this one does not care. */
    static String indifferent(String metadata) {
        var changed = metadata.replace("WantAuthnRequestsSigned=\"true\"", "WantAuthnRequestsSigned=\"false\"");
        assertThat(changed).isNotEqualTo(metadata);
        return changed;
    }

    /** The same without a sign-on address for redirects. */
    static String byPost(String metadata) {
        var redirect = "<md:SingleSignOnService [^>]*HTTP-Redirect[^>]*></md:SingleSignOnService>";
        var changed = indifferent(metadata).replaceAll(redirect, "");
        assertThat(changed).isNotEqualTo(indifferent(metadata)).contains("HTTP-POST");
        return changed;
    }
}
