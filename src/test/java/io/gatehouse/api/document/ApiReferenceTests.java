package io.gatehouse.api.document;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.api.document.Description.Operation;
import io.gatehouse.testing.WrittenDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiReferenceTests {
    @Test
    void standsInTheReference() {
        WrittenDocument.of("docs/reference/api.md").holds(document());
    }

    private static String document() {
        return """
                # The API

                What the console does, for programs, under `/api/v1`. `GET /api/v1/openapi.json` answers its OpenAPI 3.1 document,
                without a token; every parameter, header, member and answer stands there. The tables of this page are written from it,
                and each answer that a test receives is held against it.

                ## Who calls

                ```
                Authorization: Bearer gatehouse_…
                ```

                `java -jar gatehouse.jar token create --scope admin` makes a token, and so does the console. It is shown once, ends,
                and can be revoked.

                | scope | opens |
                | --- | --- |
                | `admin` | everything |
                | `auditor` | everything that only reads |
                | `partner-admin` | what belongs to its one partner, to read; to invite and unlock its people; to make set-up links and have DNS asked |

                What is another partner's answers `404` to a partner's own token, whether it is there or not. A client address that
                comes too often with a token that opens nothing is answered `429` with `Retry-After` for a while.

                ## Nobody overwrites what they have not seen

                What is read has an `ETag`. Send it back in `If-Match` with the change: if somebody else changed the thing meanwhile, the
                answer is `412` with the code `changed-meanwhile`. A `PUT` of a partner or of metadata, the `DELETE` of a partner and the
                steps of a connection's life take it. Without it the last word counts, and a `PUT` or `DELETE` of something that is
                there is recorded as `unconditional` in its login event.

                ## Once, however often it is asked

                A `POST` that makes or changes something takes an `Idempotency-Key` of 1 to 64 visible ASCII characters. Asked again
                within a day by the same token with the same key, address and body, the same answer is given and nothing is done again;
                with another body the answer is `422` with the code `idempotency-key-reused`. A call that was refused keeps no key, so
                it can be mended and sent again. The calls that ask somebody anew each time take none, and pay no heed to one:
                `refresh`, `check` of a domain, `metadata-lint`.

                ## Refusals

                Whatever is refused is answered as `application/problem+json` (RFC 9457), and nothing of it was done.

                ```json
                {
                  "type": "about:blank", "title": "…", "status": 422, "detail": "…", "instance": "/api/v1/partners",
                  "code": "configuration-invalid", "pointer": "/domains/0",
                  "findings": [{"pointer": "/domains/0", "line": 1, "column": 35, "rule": "…", "severity": "error", "message": "…", "fix": "…"}]
                }
                ```

                `code` never changes its meaning: it is of the [reason catalogue](reasons.md), with what it means and what to do about
                it; its last part is of those that only programs meet. `pointer` names the member of the body that is at fault
                (RFC 6901), `findings` all that was found. A member or parameter that is not known is refused, never passed over, and so
                is every [setting that Gatehouse has not](unsupported-settings.md).

                | status | codes |
                | --- | --- |
                """
                + codes()
                + """

                ## Keeping metadata fresh

                `metadata-url` of a connection in its partner's body has the metadata fetched in the background, and `refresh` now. An
                added key serves by itself; a swap of all keys, another entityID or host is `held` while the last good version serves,
                and accepted by activating exactly that `version`, or declined: then what serves, serves on, and that document is
                not held again. `metadata_url` in the body of an upload is fetched at once, and from then on. Other metadata that is sent
                itself ends that: over a draft when it is staged, over what serves when it is activated. A rollback declines the
                metadata that it turns away from.

                ## Lists

                A list answers `{"items": […], "next": …}`. `next` is the `cursor` of the following page, or null. `limit` is 1 to 200,
                50 unless given.

                ## Operations

                """
                + Description.root()
                        .get("tags")
                        .valueStream()
                        .map(ApiReferenceTests::table)
                        .collect(joining("\n"));
    }

    private static String table(JsonNode tag) {
        var name = tag.get("name").asText();
        return """
                ### %s

                %s

                | call | does | scopes | answers |
                | --- | --- | --- | --- |
                """.formatted(
                                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                                tag.get("description").asText())
                + Description.operations().stream()
                        .filter(o -> o.part().node().at("/tags/0").asText().equals(name))
                        .map(ApiReferenceTests::row)
                        .collect(joining());
    }

    private static String row(Operation operation) {
        var scopes = operation.scopes().stream().map(s -> "`" + s + "`").collect(joining(", "));
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        call(operation),
                        operation.part().node().get("summary").asText(),
                        scopes.isEmpty() ? "no token" : scopes,
                        operation.part().below("responses").names().stream()
                                .filter(status -> status.startsWith("2"))
                                .collect(joining(", ")));
    }

    private static String call(Operation operation) {
        var query = operation.parameters("query").stream()
                .map(p -> p.node().get("name").asText() + "=")
                .collect(joining("&"));
        return operation + (query.isEmpty() ? "" : "?" + query);
    }

    private static String codes() {
        var byStatus = new TreeMap<String, List<String>>();
        for (var operation : Description.operations()) {
            var responses = operation.part().below("responses");
            for (var status : responses.names()) {
                var schema = responses.below(status, "content", "application/problem+json", "schema");
                var code = schema.node().at("/allOf/1/properties/code");
                var all = byStatus.computeIfAbsent(status, _ -> new ArrayList<>());
                all.addAll(code.path("enum").valueStream().map(JsonNode::asText).toList());
                all.addAll(
                        code.path("const").asText("").isEmpty()
                                ? List.of()
                                : List.of(code.get("const").asText()));
            }
        }
        return byStatus.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> "| %s | %s |\n"
                        .formatted(
                                e.getKey(),
                                e.getValue().stream()
                                        .distinct()
                                        .map(c -> "`" + c + "`")
                                        .collect(joining(", "))))
                .collect(joining());
    }
}
