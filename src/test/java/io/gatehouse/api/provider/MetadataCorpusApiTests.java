package io.gatehouse.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionOperations;

class MetadataCorpusApiTests {
    private static final Path CORPUS =
            Path.of(System.getProperty("gatehouse.corpus", "src/test/resources/corpus/metadata"));
    private static final Program ADMIN = Program.admin();
    private static final String FETCHING = Program.partner("");

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileAsItsIndexSaysWhetherLintedOrUploaded(Row row) throws IOException {
        var document = Files.readAllBytes(CORPUS.resolve(row.file));
        var lint = ADMIN.upload("POST", "/metadata-lint", document).answered(200);

        assertThat(lint.at("/verdict")).as(lint.response().body()).isEqualTo(row.expected);
        if (!row.expected.startsWith("accept")) {
            assertThat(lint.body().get("findings"))
                    .anyMatch(f -> f.get("severity").asText().equals("error")
                            && f.get("line").asInt() >= 1);
        }

        var partner = Program.partner("");
        var upload = ADMIN.upload(
                "POST", "/partners/" + partner + "/identity-providers?id=i-" + UUID.randomUUID(), document);
        if (row.expected.startsWith("accept")) {
            assertThat(upload.answered(201).at("/lint/verdict")).isEqualTo(row.expected);
        } else {
            upload.refused(422, "configuration-invalid");
            assertThat(upload.at("/verdict")).isEqualTo(row.expected);
            assertThat(upload.body().get("findings")).isEqualTo(lint.body().get("findings"));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileTheSameFromAnAddress(Row row) throws IOException {
        var name = UUID.randomUUID().toString();
        var address = MetadataHost.serves(name, Files.readAllBytes(CORPUS.resolve(row.file)));
        var all = "/partners/" + FETCHING + "/identity-providers";
        var once = ADMIN.post(all + "?id=i-" + name, "{\"metadata_url\": \"" + address + "\"}");
        var kept = "k-" + name;
        ADMIN.post(all + "?id=" + kept).answered(201);
        var gateway = Program.gateway();
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(
                        _ -> gateway.bean(MetadataSources.class).watch(new RegistrationId(kept), URI.create(address)));
        var refreshed = ADMIN.post(all + "/" + kept + "/refresh").answered(200);

        if (row.expected.startsWith("accept")) {
            assertThat(once.answered(201).at("/lint/verdict")).isEqualTo(row.expected);
            assertThat(refreshed.at("/outcome")).as(refreshed.response().body()).isEqualTo("staged");
        } else {
            assertThat(once.refused(422, "configuration-invalid").at("/verdict"))
                    .isEqualTo(row.expected);
            assertThat(refreshed.at("/outcome")).isEqualTo("failed");
            assertThat(refreshed.at("/metadata_source/evidence/verdict")).isEqualTo(row.expected);
            assertThat(refreshed.body().at("/metadata_source/evidence/findings").toString())
                    .containsPattern("\"\\d+:\\d+ [a-z0-9-]+: ");
        }
        assertThat(refreshed.body().get("live").isNull()).isTrue();
    }

    static Stream<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(CORPUS.resolve("INDEX.tsv"));
        return lines.stream().skip(1).filter(l -> !l.isBlank()).map(line -> {
            var columns = line.split("\t");
            return new Row(columns[0], columns[4]);
        });
    }

    record Row(String file, String expected) {
        @Override
        public String toString() {
            return file + " is " + expected;
        }
    }
}
