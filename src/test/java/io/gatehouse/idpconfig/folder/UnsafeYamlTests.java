package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsafeYamlTests {
    @TempDir
    Path root;

    TestFolder folder;

    @BeforeEach
    void start() {
        folder = new TestFolder(root);
    }

    @Test
    void refusesAnchorsAndAliases() {
        finds("partner: &a p\nname: *a\n", "yaml-anchor", "1:10");
    }

    @Test
    void refusesABombOfAliasesAtOnce() {
        finds("a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\n", "yaml-anchor", "1:4");
    }

    @Test
    void refusesTags() {
        finds("partner: !!javax.script.ScriptEngineManager [x]\n", "yaml-tag", "1:10");
    }

    @Test
    void refusesDeepNesting() {
        finds("partner: " + "[".repeat(2000) + "]".repeat(2000), "yaml-syntax", null);
    }

    @Test
    void refusesASecondDocument() {
        finds("partner: p\n---\npartner: q\n", "several-documents", "2:1");
    }

    @Test
    void refusesWhatIsNoMapping() {
        finds("- partner\n", "not-a-mapping", "1:1");
        finds("", "not-a-mapping", "1:1");
        finds("# nothing\n", "not-a-mapping", "1:1");
    }

    @Test
    void placesASyntaxError() {
        finds("partner: p\ndomains: [a.example\nname: x\n", "yaml-syntax", "3:5");
        finds("partner: p\n\tname: x\n", "yaml-syntax", "2:1");
        finds("partner: \u0007", "yaml-syntax", null);
    }

    @Test
    void refusesKeysThatAreNoText() {
        finds("partner: p\n? [a, b]\n: c\n", "key-not-text", "2:3");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        finds("# " + "x".repeat(YamlFile.LARGEST), "file-too-large", "1:1");
    }

    @Test
    void refusesWhatIsNotUtf8() throws IOException {
        Files.createDirectories(root.resolve("p"));
        Files.write(root.resolve("p/partner.yaml"), new byte[] {'p', ':', ' ', (byte) 0xff});
        assertThat(folder.finding().rule()).isEqualTo("not-utf-8");
    }

    @Test
    void readsPastAByteOrderMark() {
        folder.partner("p", "\uFEFFpartner: p\ndomains: [p.example]\n");
        assertThat(folder.findings()).isEmpty();
    }

    private void finds(String yaml, String rule, @org.jspecify.annotations.Nullable String place) {
        folder.partner("p", yaml);
        assertThat(folder.findings()).extracting(ConfigFinding::rule).contains(rule);
        var finding = folder.findings().stream()
                .filter(f -> f.rule().equals(rule))
                .findFirst()
                .orElseThrow();
        if (place != null) {
            assertThat(finding.place()).isEqualTo("p/partner.yaml:" + place);
        }
        assertThat(folder.partner().accepted()).isEmpty();
    }
}
