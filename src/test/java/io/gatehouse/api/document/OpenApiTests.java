package io.gatehouse.api.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.api.ApiRoutes;
import io.gatehouse.api.Program;
import io.gatehouse.api.document.Description.Operation;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.reason.Reason;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTests {
    @Test
    void isServedToWhoeverAsks() {
        var served = Program.nobody().get("/openapi.json").answered(200);

        assertThat(served.body()).isEqualTo(Description.root());
        Program.nobody().post("/openapi.json").refused(401, "token-required");
        Program.admin().post("/openapi.json").refused(405, "method-not-allowed");
    }

    @Test
    void namesExactlyTheRoutesThatAreThere() {
        assertThat(Description.operations().stream().map(o -> new ApiRoutes(o.method(), o.path())))
                .containsExactlyInAnyOrderElementsOf(ApiRoutes.all());
    }

    @Test
    void isOpenApi() {
        assertThat(messages(Description.root().toString())).isEmpty();
        assertThat(messages(Description.root().toString().replace("\"responses\"", "\"answers\"")))
                .isNotEmpty();
    }

    @Test
    void refersOnlyToWhatIsThereAndHasNothingThatIsNotReferredTo() {
        var references = new HashSet<>(Description.root().findValuesAsText("$ref"));

        assertThat(references).allMatch(r -> r.startsWith("#/") && !at(r).isMissingNode());
        assertThat(components()).filteredOn(c -> !references.contains(c)).isEmpty();
    }

    @Test
    void declaresTheParametersOfEachPathAndNamesEachOperationOnce() {
        for (var operation : Description.operations()) {
            assertThat(operation.parameters("path"))
                    .as(operation.toString())
                    .allMatch(p -> p.node().path("required").asBoolean())
                    .extracting(p -> p.node().get("name").asText())
                    .containsExactlyInAnyOrderElementsOf(Description.open(operation.path()));
        }
        assertThat(Description.operations())
                .extracting(o -> o.part().node().get("operationId").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void closesEveryObjectThatIsAnswered() {
        assertThat(components("schemas"))
                .filteredOn(c -> at(c).has("properties") && !at(c).has("allOf"))
                .filteredOn(c -> !c.endsWith("Members"))
                .allMatch(c -> at(c).path("additionalProperties").isBoolean());
    }

    @Test
    void namesTheSameWordsAsTheCode() {
        assertThat(words("Reason")).isEqualTo(codes(Reason.values(), Reason::code));
        assertThat(words("Vendor")).isEqualTo(codes(Vendor.values(), Vendor::code));
        assertThat(words("ProviderState")).isEqualTo(codes(ProviderState.values(), ProviderState::code));
        assertThat(words("LoginEventType")).isEqualTo(codes(LoginEvent.Type.values(), LoginEvent.Type::code));
        assertThat(words("Verdict")).isEqualTo(codes(MetadataReading.Verdict.values(), MetadataReading.Verdict::code));
    }

    @Test
    void opensEachRouteToTheScopesItNamesAndNoOther() {
        for (var scope : List.of("admin", "auditor", "partner-admin")) {
            var partner = Program.partner("");
            var program = switch (scope) {
                case "admin" -> Program.admin();
                case "auditor" -> Program.auditor();
                default -> Program.of(partner);
            };
            for (var operation : Description.operations()) {
                // What ends the partner has one of its own to end.
                var of = operation.method().equals("DELETE") && scope.equals("admin") ? Program.partner("") : partner;
                var tagged = operation.parameters("header").stream()
                        .anyMatch(p -> p.node().path("name").asText().equals("If-Match"));
                var reply = (tagged ? program.header("If-Match", "*") : program)
                        .send(operation.method(), named(operation, of), null, null);
                if (operation.scopes().isEmpty() || operation.scopes().contains(scope)) {
                    assertThat(reply.status()).as("%s as %s", operation, scope).isNotIn(401, 403);
                } else {
                    reply.refused(403, "scope-insufficient");
                }
            }
        }
    }

    @Test
    void describesHowEachBodyIsRefused() {
        var admin = Program.admin().header("If-Match", "*");
        var partner = Program.partner("");
        for (var operation : Description.operations()) {
            // What takes anything for a document says what is wrong with it in its report.
            boolean takesAnything =
                    operation.part().below("requestBody", "content").names().contains("*/*");
            if (operation.part().below("requestBody").there() && !takesAnything) {
                var path = named(operation, partner) + (operation.path().endsWith("identity-providers") ? "?id=x" : "");
                assertThat(List.of(
                                admin.send(operation.method(), path, "text/html", new byte[] {1}),
                                admin.send(operation.method(), path, "application/json", "[1]".getBytes(UTF_8)),
                                admin.send(operation.method(), path, "application/json", new byte[300_000])))
                        .as(operation.toString())
                        .allMatch(reply -> reply.status() >= 400 && reply.status() < 500);
            }
        }
    }

    @Test
    void findsWhatIsNotAsItSays() {
        var partner = Description.resolved("/components/schemas/PartnerLine");
        var line =
                Program.admin().get("/partners?limit=1").body().at("/items/0").deepCopy();
        assertThat(partner.wrongWith(line)).isEmpty();

        ((ObjectNode) line).put("more", 1).remove("name");

        assertThat(partner.wrongWith(line)).hasSize(2);
        var nobody = Program.nobody().get("/partners").body().deepCopy();
        var answer = "/paths/~1partners/get/responses";
        assertThat(Description.resolved(answer)
                        .below("401", "content", "application/problem+json", "schema")
                        .wrongWith(nobody))
                .isEmpty();
        assertThat(Description.resolved(answer)
                        .below("403", "content", "application/problem+json", "schema")
                        .wrongWith(nobody))
                .hasSize(1);
        assertThatThrownBy(() -> Program.admin().header("Idempotency-Key", "k").get("/partners"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Idempotency-Key");
    }

    private static String named(Operation operation, String partner) {
        return operation
                .path()
                .replace("{partner}", partner)
                .replace("{account}", UUID.randomUUID().toString())
                .replaceAll("\\{\\w+}", "i-" + UUID.randomUUID());
    }

    private static List<String> messages(String document) {
        var options = new ParseOptions();
        options.setResolve(true);
        return new OpenAPIV3Parser().readContents(document, List.of(), options).getMessages();
    }

    private static JsonNode at(String reference) {
        return Description.root().at(reference.substring(1));
    }

    private static Stream<String> components() {
        return Description.resolved("/components").names().stream()
                .filter(kind -> !kind.equals("securitySchemes"))
                .flatMap(OpenApiTests::components);
    }

    private static Stream<String> components(String kind) {
        return Description.resolved("/components").below(kind).names().stream()
                .map(n -> "#/components/" + kind + "/" + n);
    }

    private static Set<String> words(String schema) {
        var words = new HashSet<String>();
        at("#/components/schemas/" + schema).get("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static <E> Set<String> codes(E[] all, Function<E, String> code) {
        return new HashSet<>(Arrays.stream(all).map(code).toList());
    }
}
