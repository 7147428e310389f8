package io.gatehouse.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** One realm: an identity provider with its people and the service providers it knows. */
public final class KeycloakRealm {
    private static final String KEY_PROVIDER = "org.keycloak.keys.KeyProvider";

    private final KeycloakAdmin admin;
    private final URI base;
    private final String name;
    private final Set<String> groups = new HashSet<>();

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

    /**
     * Makes a service provider known as the console does with "Import client": Keycloak reads the metadata, the
     * administrator changes some settings and adds the mappers. What Keycloak read is the answer.
     */
    public JsonNode importServiceProvider(String metadata, Map<String, Object> changes) {
        var client = (ObjectNode) admin.tell("/admin/realms/" + name + "/client-description-converter", metadata);
        var read = client.deepCopy();
        changes.forEach((setting, value) -> {
            if (value instanceof Boolean flag) {
                client.put(setting, flag);
            } else {
                client.withObject("/attributes").put(setting, value.toString());
            }
        });
        var mappers = client.withArray("/protocolMappers");
        KeycloakServiceProvider.mappers().forEach(mappers::addPOJO);
        admin.post("/admin/realms/" + name + "/clients", client);
        return read;
    }

    /** Ends every session of somebody, as an administrator: Keycloak tells the service providers itself. */
    public void endSessions(String email) {
        var users = "/admin/realms/" + name + "/users";
        var person = admin.get(users + "?exact=true&username=" + email)
                .get(0)
                .path("id")
                .asText();
        admin.get(users + "/" + person + "/sessions")
                .forEach(session -> admin.delete("/admin/realms/" + name + "/sessions/"
                        + session.path("id").asText()));
    }

    /** Publishes a new key that signs nothing as long as the first one is there. */
    public void announceKey() {
        addKey("announced", 50);
    }

    /** Begins to sign with a new key at once; the old one stays published until {@link #dropOldKeys}. */
    public void rotateKeys() {
        addKey("rotated", 200);
    }

    private void addKey(String provider, int priority) {
        admin.post(
                "/admin/realms/" + name + "/components",
                Map.of(
                        "name",
                        provider,
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        KEY_PROVIDER,
                        "config",
                        Map.of("priority", List.of(String.valueOf(priority)), "keySize", List.of("2048"))));
    }

    /** Forgets the signing key that the realm began with. */
    public void dropOldKeys() {
        var components = admin.get("/admin/realms/" + name + "/components?type=" + KEY_PROVIDER);
        StreamSupport.stream(components.spliterator(), false)
                .filter(c -> c.get("name").asText().equals("rsa-generated"))
                .forEach(c -> admin.delete(
                        "/admin/realms/" + name + "/components/" + c.get("id").asText()));
    }

    private void addGroup(String group) {
        if (groups.add(group)) {
            admin.post("/admin/realms/" + name + "/groups", Map.of("name", group));
        }
    }
}
