package io.gatehouse.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.api.Program;
import io.gatehouse.identityprovider.MetadataCorpus;
import io.gatehouse.identityprovider.MetadataCorpus.Row;
import io.gatehouse.identityprovider.MetadataCorpus.Said;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionOperations;

class MetadataCorpusApiTests {
    private static final Program ADMIN = Program.admin();
    private static final String FETCHING = Program.partner("");

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileAsItsIndexSaysWhetherLintedOrUploaded(Row row) {
        var lint = ADMIN.upload("POST", "/metadata-lint", row.bytes()).answered(200);
        assertThat(lint.at("/verdict")).as(lint.response().body()).isEqualTo(row.expected());
        row.isWhatWasSaid(said(lint.body().get("findings")));

        var partner = Program.partner("");
        var upload = ADMIN.upload(
                "POST", "/partners/" + partner + "/identity-providers?id=i-" + UUID.randomUUID(), row.bytes());
        holds(row, upload);
        if (row.accepted()) {
            var activated = ADMIN.post(
                    "/partners/" + partner + "/identity-providers/" + upload.at("/id") + "/activate?untested=true");
            if (row.staysADraft()) {
                assertThat(activated.refused(409, "configuration-invalid").at("/detail"))
                        .contains("insecure-http-endpoints");
            } else {
                assertThat(activated.answered(200).at("/state")).isEqualTo("active");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileTheSameFromAnAddress(Row row) {
        var name = UUID.randomUUID().toString();
        var address = MetadataHost.serves(name, row.bytes());
        var all = "/partners/" + FETCHING + "/identity-providers";
        var once = ADMIN.post(all + "?id=i-" + name, "{\"metadata_url\": \"" + address + "\"}");
        var kept = "k-" + name;
        ADMIN.post(all + "?id=" + kept).answered(201);
        var gateway = Program.gateway();
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(
                        _ -> gateway.bean(MetadataSources.class).watch(new RegistrationId(kept), URI.create(address)));
        var refreshed = ADMIN.post(all + "/" + kept + "/refresh").answered(200);

        holds(row, once);
        if (row.accepted()) {
            assertThat(refreshed.at("/outcome")).as(refreshed.response().body()).isEqualTo("staged");
        } else {
            assertThat(refreshed.at("/outcome")).isEqualTo("failed");
            assertThat(refreshed.at("/metadata_source/evidence/verdict")).isEqualTo(row.expected());
            // Errors alone are kept with the address: "line:column rule: message".
            row.isWhatWasSaid(Stream.concat(
                            refreshed
                                    .body()
                                    .at("/metadata_source/evidence/findings")
                                    .valueStream()
                                    .map(JsonNode::asText)
                                    .map(text -> text.split("[: ]", 4))
                                    .map(parts -> new Said(parts[2], "error", Integer.parseInt(parts[0]))),
                            said(once.body().get("findings")).stream()
                                    .filter(s -> !s.severity().equals("error")))
                    .toList());
        }
        assertThat(refreshed.body().get("live").isNull()).isTrue();
    }

    private static void holds(Row row, Program.Reply upload) {
        if (row.accepted()) {
            assertThat(upload.answered(201).at("/lint/verdict")).isEqualTo(row.expected());
            row.isWhatWasSaid(said(upload.body().at("/lint/findings")));
        } else {
            upload.refused(422, "configuration-invalid");
            assertThat(upload.at("/verdict")).isEqualTo(row.expected());
            row.isWhatWasSaid(said(upload.body().get("findings")));
        }
    }

    private static List<Said> said(JsonNode findings) {
        return findings.valueStream()
                .map(f -> new Said(
                        f.get("rule").asText(),
                        f.get("severity").asText(),
                        f.get("line").asInt()))
                .toList();
    }

    static Stream<Row> rows() {
        return MetadataCorpus.rows();
    }
}
