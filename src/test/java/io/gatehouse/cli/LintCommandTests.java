package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.idpconfig.folder.TestMetadataReader;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LintCommandTests {
    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void findsNothingWrong() {
        new TestFolder(root).northwind();
        assertThat(lint(root.toString())).isZero();
        assertThat(out).hasToString("1 partners, 0 findings, 0 errors\n");
    }

    @Test
    void letsWarningsPass() {
        new TestFolder(root).northwindProviderWith("insecure-cbc: true");
        assertThat(lint(root.toString())).isZero();
        assertThat(out.toString()).startsWith(root + "/northwind/partner.yaml:15:5 warning insecure-setting ");
    }

    @Test
    void printsEveryFindingWithPlaceRuleAndFix() {
        new TestFolder(root).northwindProviderWith("allowed-ips: []\n    clock-skow: 1m");
        assertThat(lint(root.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains(root + "/northwind/partner.yaml:15:5 error ip-allowlist-unsupported ")
                .contains(root + "/northwind/partner.yaml:16:5 error unknown-key ")
                .contains("Fix: the nearest is 'identity-providers[0].clock-skew'");
    }

    @Test
    void printsJson() throws Exception {
        new TestFolder(root).northwindProviderWith("allowed-ips: []");
        assertThat(lint(root.toString(), "--format", "json")).isEqualTo(1);
        var finding = new ObjectMapper().readTree(out.toString()).at("/findings/0");
        assertThat(finding.get("rule").asText()).isEqualTo("ip-allowlist-unsupported");
        assertThat(finding.get("line").asInt()).isEqualTo(15);
        assertThat(finding.get("column").asInt()).isEqualTo(5);
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("file").asText()).isEqualTo(root + "/northwind/partner.yaml");
    }

    @Test
    void printsSarifAsItsSpecificationWantsIt() throws Exception {
        new TestFolder(root).northwindProviderWith("allowed-ips: []\n    insecure-cbc: true");
        assertThat(lint(root.toString(), "--format", "sarif")).isEqualTo(1);
        var log = new ObjectMapper().readTree(out.toString());
        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("runs")).hasSize(1);
        // SARIF 2.1.0: a run has a tool (3.14.6), its driver a name (3.19.8), a result a message (3.27.11).
        var driver = log.at("/runs/0/tool/driver");
        assertThat(driver.get("name").asText()).isNotBlank();
        var results = log.at("/runs/0/results");
        assertThat(results).hasSize(2);
        for (var result : results) {
            var rule = driver.get("rules").get(result.get("ruleIndex").asInt());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(result.at("/message/text").asText()).contains(" Fix: ");
            var place = result.at("/locations/0/physicalLocation");
            assertThat(URI.create(place.at("/artifactLocation/uri").asText()))
                    .isEqualTo(root.resolve("northwind/partner.yaml").toUri());
            assertThat(place.at("/region/startLine").asInt()).isPositive();
            assertThat(place.at("/region/startColumn").asInt()).isPositive();
        }
        assertThat(results.findValuesAsText("level")).containsExactlyInAnyOrder("error", "warning");
    }

    @Test
    void sarifKeepsARelativePathRelative() throws Exception {
        var finding = new ConfigFinding("north wind/partner.yaml", 3, 7, "rule", Severity.INFO, "Message.", "fix");
        var result = new ObjectMapper()
                .readTree(Sarif.of("Gatehouse lint", List.of(finding), Path.of("./idp-config")))
                .at("/runs/0/results/0");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("idp-config/north%20wind/partner.yaml");
        assertThat(result.get("level").asText()).isEqualTo("note");
    }

    @Test
    void refusesAFolderItCannotRead() {
        assertThat(lint(root.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere can't be read");
    }

    @Test
    void refusesAWrongCommandLine() {
        assertThat(lint("--nonsense")).isEqualTo(2);
    }

    private int lint(String... args) {
        return new CommandLine(new LintCommand(new ConfigFolder(new TestMetadataReader())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
