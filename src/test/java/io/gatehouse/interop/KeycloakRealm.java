package io.gatehouse.interop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** One realm: an identity provider with its people and the service providers it knows. */
public final class KeycloakRealm {
    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

    private final KeycloakAdmin admin;
    private final URI base;
    private final String name;

    KeycloakRealm(KeycloakAdmin admin, URI base, String name) {
        this.admin = admin;
        this.base = base;
        this.name = name;
    }

    /** Its entity ID. */
    public String entityId() {
        return base + "/realms/" + name;
    }

    /** Where it publishes its metadata. */
    public URI metadataUrl() {
        return URI.create(entityId() + "/protocol/saml/descriptor");
    }

    /** Where an AuthnRequest goes, by redirect or by post. */
    public URI singleSignOn() {
        return URI.create(entityId() + "/protocol/saml");
    }

    /** Its metadata as an administrator would download it. */
    public String metadata() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(HttpRequest.newBuilder(metadataUrl()).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(metadataUrl() + " answered " + response.statusCode());
            }
            return response.body();
        }
    }

    /** Someone who can sign in here; the e-mail address is the user name. */
    public void addPerson(String email, String givenName, String familyName, String password, String... groups) {
        for (var group : groups) {
            addGroup(group);
        }
        admin.post(
                "/admin/realms/" + name + "/users",
                Map.of(
                        "username",
                        email,
                        "email",
                        email,
                        "emailVerified",
                        true,
                        "firstName",
                        givenName,
                        "lastName",
                        familyName,
                        "enabled",
                        true,
                        "groups",
                        List.of(groups),
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false))));
    }

    /** Makes a service provider known here. */
    public void addServiceProvider(KeycloakServiceProvider serviceProvider) {
        admin.post("/admin/realms/" + name + "/clients", serviceProvider.asClient());
    }

    /** Begins to sign with a new key; the old one stays published until {@link #dropOldKeys}. */
    public void rotateKeys() {
        admin.post(
                "/admin/realms/" + name + "/components",
                Map.of(
                        "name",
                        "rotated",
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        KEY_PROVIDER,
                        "config",
                        Map.of("priority", List.of("200"), "keySize", List.of("2048"))));
    }

    /** Forgets the signing keys from before {@link #rotateKeys}. */
    public void dropOldKeys() {
        var components = admin.get("/admin/realms/" + name + "/components?type=" + KEY_PROVIDER);
        StreamSupport.stream(components.spliterator(), false)
                .filter(c -> c.get("name").asText().equals("rsa-generated"))
                .forEach(c -> admin.delete(
                        "/admin/realms/" + name + "/components/" + c.get("id").asText()));
    }

    private void addGroup(String group) {
        var known = admin.get("/admin/realms/" + name + "/groups?exact=true&search=" + group);
        if (known.isEmpty()) {
            admin.post("/admin/realms/" + name + "/groups", Map.of("name", group));
        }
    }
}
