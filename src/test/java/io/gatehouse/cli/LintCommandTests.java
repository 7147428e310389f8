package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.idpconfig.folder.TestMetadataReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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
