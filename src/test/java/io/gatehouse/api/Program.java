package io.gatehouse.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.api.document.Exchange;
import io.gatehouse.audit.EventFilter;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestClock;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program that administers, with a token of its own; all of them talk to one gateway. Each answer is held against the OpenAPI
 * document.
 */
public final class Program {
    /** A host that metadata may come from by plain http, in spite of the rules. */
    public static final String LOOSENED_HOST = "127.0.0.2";

    /** Where a partner comes from a file. */
    public static final String FROM_A_FILE = "fabrikam";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private static @Nullable Gateway shared;

    private final Gateway gateway;
    private final String token;
    private final UnaryOperator<HttpRequest.Builder> more;

    private Program(Gateway gateway, String token, UnaryOperator<HttpRequest.Builder> more) {
        this.gateway = gateway;
        this.token = token;
        this.more = more;
    }

    /** An answer. */
    public record Reply(int status, HttpResponse<String> response, JsonNode body) {
        /** Its tag. */
        public String etag() {
            return response.headers().firstValue("ETag").orElseThrow();
        }

        /** A member's text, by JSON pointer. */
        public String at(String pointer) {
            return body.at(pointer).asText();
        }

        /** The same, which must be a problem of this status and code. */
        public Reply refused(int status, String code) {
            assertThat(this.status).as(response.body()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(at("/code")).isEqualTo(code);
            return this;
        }

        /** The same, which must have this status. */
        public Reply answered(int status) {
            assertThat(this.status).as(response.body()).isEqualTo(status);
            return this;
        }
    }

    /** The gateway that all talk to. */
    public static synchronized Gateway gateway() {
        if (shared == null) {
            shared = Gateway.prepared()
                    .clock(CLOCK)
                    .with("gatehouse.identityprovider.insecure-metadata-hosts", LOOSENED_HOST)
                    .file(FROM_A_FILE + "/partner.yaml", "partner: fabrikam\nauthentication-types: [cloud]\n")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    /** A second goes by. */
    public static void tick() {
        CLOCK.advance(Duration.ofSeconds(1));
    }

    /** Gives the vendor's word that a domain is the partner's. */
    public static void vouch(String partner, String domain) {
        admin().post("/partners/" + partner + "/domains/" + domain + "/vouch").answered(200);
    }

    /** One that may do everything. */
    public static Program admin() {
        return with(Scope.ADMIN, null);
    }

    /** One that may read everything. */
    public static Program auditor() {
        return with(Scope.AUDITOR, null);
    }

    /** One of a partner's own. */
    public static Program of(String partner) {
        return with(Scope.PARTNER_ADMIN, new PartnerId(partner));
    }

    /** One without a token. */
    public static Program nobody() {
        return new Program(gateway(), "", UnaryOperator.identity());
    }

    private static Program with(Scope scope, @Nullable PartnerId partner) {
        var token = gateway().bean(ApiTokens.class).create(scope, partner, Duration.ofDays(1), "test", Origin.INTERNAL);
        return new Program(gateway(), token.text(), UnaryOperator.identity());
    }

    /** The same with one more header. */
    public Program header(String name, String value) {
        return new Program(gateway, token, request -> more.apply(request).header(name, value));
    }

    /** Makes a partner of a new name with these members, and says its name. */
    public static String partner(String members) {
        var id = "p-" + UUID.randomUUID();
        admin().post("/partners", "{\"partner\": \"" + id + "\"" + (members.isEmpty() ? "" : ", " + members) + "}")
                .answered(201);
        return id;
    }

    public Reply get(String path) {
        return send("GET", path, null, null);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Posts nothing. */
    public Reply post(String path) {
        return send("POST", path, null, null);
    }

    public Reply post(String path, String json) {
        return send("POST", path, "application/json", json.getBytes(UTF_8));
    }

    public Reply put(String path, String json) {
        return send("PUT", path, "application/json", json.getBytes(UTF_8));
    }

    public Reply upload(String method, String path, byte[] metadata) {
        return send(method, path, "application/samlmetadata+xml", metadata);
    }

    public Reply send(String method, String path, @Nullable String type, byte @Nullable [] body) {
        var request = HttpRequest.newBuilder(gateway.at("/api/v1" + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            var sent = more.apply(request).build();
            var response = HTTP.send(sent, HttpResponse.BodyHandlers.ofString());
            var text = new Exchange(sent, body, response).fits().response().body();
            return new Reply(
                    response.statusCode(), response, text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The newest events about a partner. */
    public static List<LoginEvent> events(String partner) {
        var filter = new EventFilter(partner, null, null, null, null, null, null, null, null, null);
        return gateway().bean(LoginEvents.class).search(filter, 200).items();
    }
}
