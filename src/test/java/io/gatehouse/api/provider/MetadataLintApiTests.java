package io.gatehouse.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.api.Program;
import io.gatehouse.testing.TestIdentityProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataLintApiTests {
    private final Program admin = Program.admin();
    private final String entityId = "https://" + UUID.randomUUID() + ".example/idp";
    private final String document = TestIdentityProvider.named(entityId).metadata("https://idp.example/sso");

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/samlmetadata+xml",
                "application/xml",
                "text/xml; charset=utf-8",
                "application/octet-stream",
                "multipart/form-data"
            })
    void takesADocumentOfWhateverKindItIsSaidToBe(String type) {
        var lint = admin.send("POST", "/metadata-lint", type, document.getBytes(StandardCharsets.UTF_8));

        assertThat(lint.answered(200).at("/verdict")).isEqualTo("accept");
        assertThat(lint.at("/entity_ids/0")).isEqualTo(entityId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/xml", "application/samlmetadata+xml"})
    void andUploadsTakeTheUsualKindsOfXml(String type) {
        var all = "/partners/" + Program.partner("") + "/identity-providers?id=x-" + UUID.randomUUID();

        admin.send("POST", all, type, document.getBytes(StandardCharsets.UTF_8)).answered(201);
    }

    @Test
    void knowsWhoElseHasThatEntityIdAndTellsAPartnersOwnTokenOfItsOwn() {
        var ours = Program.partner("");
        var theirs = Program.partner("");
        var alike = entityId.replace("https://", "http://");
        upload(ours, "o-" + ours, document);
        upload(theirs, "t-" + theirs, document);
        upload(theirs, "l-" + theirs, document.replace(entityId, alike));

        var nobodys = findings(admin, "");
        assertThat(nobodys)
                .extracting(f -> f.get("rule").asText())
                .contains("entity-id-of-another-partner", "entity-id-like-anothers");
        assertThat(messages(nobodys)).contains("o-" + ours, "t-" + theirs, "l-" + theirs);
        assertThat(nobodys).allMatch(f -> f.get("line").asInt() == 3);
        assertThat(messages(findings(Program.auditor(), ""))).isEqualTo(messages(nobodys));

        var forUs = findings(admin, "?partner=" + ours);
        assertThat(forUs)
                .extracting(f -> f.get("rule").asText())
                .contains("entity-id-in-use", "entity-id-of-another-partner");

        for (var query : List.of("", "?partner=" + ours)) {
            var seen = findings(Program.of(ours), query);
            assertThat(seen).extracting(f -> f.get("rule").asText()).containsExactly("entity-id-in-use");
            assertThat(messages(seen)).contains("o-" + ours).doesNotContain(theirs);
        }
        Program.of(ours)
                .upload("POST", "/metadata-lint?partner=" + theirs, shifted())
                .refused(404, "not-found");
    }

    private void upload(String partner, String id, String metadata) {
        admin.upload(
                        "POST",
                        "/partners/" + partner + "/identity-providers?id=" + id,
                        metadata.getBytes(StandardCharsets.UTF_8))
                .answered(201);
    }

    private List<JsonNode> findings(Program program, String query) {
        return program.upload("POST", "/metadata-lint" + query, shifted())
                .answered(200)
                .body()
                .get("findings")
                .valueStream()
                .filter(f -> f.get("rule").asText().startsWith("entity-id-"))
                .toList();
    }

    // Two lines further down than a document begins.
    private byte[] shifted() {
        return ("<!-- one\ntwo -->\n" + document).getBytes(StandardCharsets.UTF_8);
    }

    private static String messages(List<JsonNode> findings) {
        return findings.stream().map(f -> f.get("message").asText()).toList().toString();
    }
}
