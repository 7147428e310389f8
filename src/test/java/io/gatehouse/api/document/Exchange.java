package io.gatehouse.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gatehouse.api.document.Description.Operation;
import io.gatehouse.api.document.Description.Part;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was sent and what was answered, held against the document. */
public record Exchange(HttpRequest request, byte @Nullable [] sent, HttpResponse<String> response) {
    private static final String ROOT = "/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    // Those that say something of this answer; the rest any server sends.
    private static final List<String> TELLING = List.of("ETag", "Location", "Retry-After", "WWW-Authenticate");

    /** Fails if the answer is none that the document knows, or what was taken is not what it asks for. */
    public Exchange fits() {
        var path = request.uri().getRawPath().substring(ROOT.length());
        var operation = Description.operation(request.method(), path);
        if (operation.isPresent()) {
            answer(operation.get());
            if (response.statusCode() < 300) {
                call(operation.get());
            }
        } else {
            assertThat(response.statusCode()).as("%s is in no document", path).isIn(401, 404, 405, 429, 500);
            assertThat(Description.resolved("/components/schemas/Problem").wrongWith(json(response.body())))
                    .isEmpty();
        }
        return this;
    }

    private void answer(Operation operation) {
        var named = operation + " answering " + response.statusCode();
        var answer = operation.part().below("responses", String.valueOf(response.statusCode()));
        assertThat(answer.there()).as("%s, which the document knows", named).isTrue();
        headers(named, answer.below("headers"));
        var content = answer.below("content");
        if (!content.there()) {
            assertThat(response.body()).as(named).isEmpty();
            return;
        }
        var type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        assertThat(content.names()).as(named).contains(type);
        assertThat(content.below(type, "schema").wrongWith(json(response.body())))
                .as("%s: %s", named, response.body())
                .isEmpty();
    }

    private void headers(String named, Part known) {
        for (var name : known.names()) {
            var value = response.headers().firstValue(name);
            assertThat(value).as("%s with %s", named, name).isPresent();
            assertThat(known.below(name, "schema").wrongWith(TextNode.valueOf(value.get())))
                    .as("%s: %s", named, name)
                    .isEmpty();
        }
        assertThat(TELLING.stream()
                        .filter(name -> response.headers().firstValue(name).isPresent()))
                .as(named)
                .isSubsetOf(known.names());
    }

    private void call(Operation operation) {
        var query = query();
        for (var parameter : operation.parameters("query")) {
            var value = query.remove(name(parameter));
            if (value == null) {
                assertThat(parameter.node().path("required").asBoolean())
                        .as("%s wants %s", operation, name(parameter))
                        .isFalse();
            } else {
                assertThat(parameter.below("schema").wrongWith(typed(parameter, value)))
                        .as("%s took %s=%s", operation, name(parameter), value)
                        .isEmpty();
            }
        }
        assertThat(query).as("%s took parameters", operation).isEmpty();
        var headers =
                operation.parameters("header").stream().map(Exchange::name).toList();
        for (var name : List.of("If-Match", "Idempotency-Key")) {
            assertThat(request.headers().firstValue(name).isEmpty() || headers.contains(name))
                    .as("%s took %s", operation, name)
                    .isTrue();
        }
        body(operation, operation.part().below("requestBody"));
    }

    private void body(Operation operation, Part known) {
        var type = request.headers().firstValue("Content-Type");
        boolean anything = known.below("content").names().contains("*/*");
        if (sent == null || (type.isEmpty() && !anything)) {
            assertThat(known.node().path("required").asBoolean())
                    .as("%s wants a body", operation)
                    .isFalse();
            return;
        }
        if (anything) {
            return;
        }
        assertThat(known.below("content").names()).as("%s took", operation).contains(type.get());
        var schema = known.below("content", type.get(), "schema");
        if (schema.there()) {
            assertThat(schema.wrongWith(json(new String(sent, StandardCharsets.UTF_8))))
                    .as("%s took it", operation)
                    .isEmpty();
        }
    }

    private Map<String, String> query() {
        var query = new LinkedHashMap<String, String>();
        var raw = request.uri().getRawQuery();
        for (var pair : raw == null ? new String[0] : raw.split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static JsonNode typed(Part parameter, String value) {
        var type = parameter.below("schema").node().path("type").asText();
        return type.equals("integer") || type.equals("boolean") ? json(value) : TextNode.valueOf(value);
    }

    private static String name(Part parameter) {
        return parameter.node().get("name").asText();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
