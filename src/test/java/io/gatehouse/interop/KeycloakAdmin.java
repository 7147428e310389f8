package io.gatehouse.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Keycloak's admin REST API, as its administrator. */
final class KeycloakAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String password;
    private final Duration patience;

    private String token;
    private Instant renewal;

    KeycloakAdmin(HttpClient http, URI base, String password, Duration patience) {
        this.http = http;
        this.base = base;
        this.password = password;
        this.patience = patience;
    }

    JsonNode get(String path) {
        return json(send(request(path).GET().build(), 200));
    }

    void delete(String path) {
        send(request(path).DELETE().build(), 204);
    }

    /** The id of what was made: the last part of its Location. */
    String post(String path, Object body) {
        var location = send(withJson(path, "POST", body), 201).headers().firstValue("Location");
        return location.map(l -> l.substring(l.lastIndexOf('/') + 1)).orElseThrow();
    }

    /** What is answered to a document. */
    JsonNode tell(String path, String document) {
        var request = request(path).header("Content-Type", "application/xml");
        return json(
                send(request.POST(HttpRequest.BodyPublishers.ofString(document)).build(), 200));
    }

    private HttpRequest withJson(String path, String method, Object body) {
        try {
            return request(path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token());
    }

    /** The administrator's token lives for a minute, and each new one costs Keycloak a slow hash of the password. */
    private synchronized String token() {
        if (token == null || Instant.now().isAfter(renewal)) {
            var form = "grant_type=password&client_id=admin-cli&username=admin&password="
                    + URLEncoder.encode(password, StandardCharsets.UTF_8);
            var request = HttpRequest.newBuilder(base.resolve("/realms/master/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            renewal = Instant.now().plusSeconds(20);
            token = json(send(request, 200)).get("access_token").asText();
        }
        return token;
    }

    private HttpResponse<String> send(HttpRequest request, int expected) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new AssertionError(request + " answered " + response.statusCode() + ": " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
