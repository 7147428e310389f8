package io.gatehouse.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.testing.TestPortal.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.web.util.HtmlUtils;

/** The sessions of a {@link TestPortal}, and the one page it has. */
final class PortalRooms {
    static final String SESSIONS = "/api/sessions";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COOKIE = "sample-portal";

    private final String origin;
    private final String gateway;
    private final Map<String, Room> byKey = new LinkedHashMap<>();
    private final Map<String, Room> byCode = new LinkedHashMap<>();
    private PortalTokens tokens = new PortalTokens(null);

    private static final class Room {
        final String body;
        final JsonNode person;
        final List<URI> locations = new ArrayList<>();
        boolean open = true;

        Room(String body) throws IOException {
            this.body = body;
            person = JSON.readTree(body);
        }

        String sid() {
            return person.path("sid").asText();
        }
    }

    /** What is answered, and what was wrong with the call. */
    record Heard(ResponseDefinitionBuilder response, String complaint) {}

    PortalRooms(String origin, String gateway) {
        this.origin = origin;
        this.gateway = gateway;
    }

    String origin() {
        return origin;
    }

    synchronized void trusts(Supplier<JWKSet> keys) {
        tokens = new PortalTokens(keys);
    }

    synchronized List<Session> sessions() {
        return byKey.values().stream().map(PortalRooms::seen).toList();
    }

    synchronized Heard hear(Request request) {
        try {
            return switch (request.getMethod().getName()) {
                case "POST" -> opening(request);
                case "DELETE" -> ending(request);
                default -> new Heard(aResponse().withStatus(405), "method");
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Heard opening(Request request) throws IOException {
        var key = request.getHeader("Idempotency-Key");
        var body = request.getBodyAsString();
        var complaint = tokens.complaintAboutGrant(request.getHeader("Authorization"), key, JSON.readTree(body));
        if (!complaint.isEmpty()) {
            return new Heard(aResponse().withStatus(401), complaint);
        }
        var room = byKey.get(key);
        if (room != null && !room.body.equals(body)) {
            return new Heard(aResponse().withStatus(409), "another body under the same key");
        }
        if (room == null) {
            room = new Room(body);
            byKey.put(key, room);
        }
        var code = UUID.randomUUID().toString();
        byCode.put(code, room);
        room.locations.add(URI.create(origin + "/enter/" + code));
        return new Heard(aResponse().withStatus(201).withHeader("Location", origin + "/enter/" + code), "");
    }

    private Heard ending(Request request) {
        var sid = request.getUrl().substring(SESSIONS.length() + 1);
        var complaint = tokens.complaintAboutLogout(request.getHeader("Authorization"), sid);
        if (!complaint.isEmpty()) {
            return new Heard(aResponse().withStatus(401), complaint);
        }
        var rooms =
                byKey.values().stream().filter(room -> room.sid().equals(sid)).toList();
        rooms.forEach(room -> room.open = false);
        return new Heard(aResponse().withStatus(rooms.isEmpty() ? 404 : 204), "");
    }

    synchronized ResponseDefinitionBuilder page(Request request) {
        if (request.getUrl().startsWith("/enter/")) {
            var room = byCode.remove(request.getUrl().substring("/enter/".length()));
            if (room == null || !room.open) {
                return html(410, "This link was used already", "<p>Start again at the gateway.</p>");
            }
            var to = room.person.path("return_to").asText("/");
            return aResponse()
                    .withStatus(303)
                    .withHeader("Location", to)
                    .withHeader("Set-Cookie", COOKIE + "=" + room.sid() + "; Path=/; HttpOnly; SameSite=Lax");
        }
        var cookie = request.getCookies().get(COOKIE);
        return byKey.values().stream()
                .filter(room ->
                        room.open && cookie != null && cookie.getValues().contains(room.sid()))
                .findFirst()
                .map(room -> signedIn(room.person))
                .orElseGet(() ->
                        html(200, "You are not signed in", "<p><a href=\"" + gateway + "/sign-in\">Sign in</a></p>"));
    }

    private ResponseDefinitionBuilder signedIn(JsonNode person) {
        var groups = new ArrayList<String>();
        person.path("groups").forEach(group -> groups.add(HtmlUtils.htmlEscape(group.asText())));
        return html(
                200,
                "You are signed in as "
                        + HtmlUtils.htmlEscape(person.path("email").asText()),
                "<p>Partner <b>" + HtmlUtils.htmlEscape(person.path("partner").asText()) + "</b>"
                        + (groups.isEmpty() ? "" : ", groups " + String.join(", ", groups)) + "</p>"
                        + "<p><a href=\"" + gateway + "/sign-out\">Sign out</a></p>");
    }

    private static ResponseDefinitionBuilder html(int status, String title, String content) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withHeader("Cache-Control", "no-store")
                .withBody("""
                        <!doctype html><html lang="en"><head><meta charset="utf-8">
                        <meta name="viewport" content="width=device-width"><title>%1$s</title>
                        <style>body{font:1.1rem/1.6 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem;color:#223}
                        header{color:#567;letter-spacing:.05em}a{color:#0b5cad}</style></head>
                        <body><header>Sample partner portal</header><main><h1>%1$s</h1>%2$s</main></body></html>
                        """.formatted(title, content));
    }

    private static Session seen(Room room) {
        var groups = new ArrayList<String>();
        room.person.path("groups").forEach(group -> groups.add(group.asText()));
        return new Session(
                room.sid(),
                room.person.path("sub").asText(),
                room.person.path("email").asText(),
                room.person.path("partner").asText(),
                groups,
                List.copyOf(room.locations),
                room.open);
    }
}
