package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataCorpusFolderTests {
    private static final Path CORPUS =
            Path.of(System.getProperty("gatehouse.corpus", "src/test/resources/corpus/metadata"));
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path root;

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileOfAFolderAsItsIndexSays(String file, String expected) throws IOException {
        new TestFolder(root)
                .partner(
                        "northwind",
                        "partner: northwind\nidentity-providers:\n  - id: northwind-idp\n    metadata: idp.xml\n");
        Files.copy(CORPUS.resolve(file), root.resolve("northwind/idp.xml"));

        var read = (FolderReading.Read) new ConfigFolder(new MetadataReader(TODAY)).read(root);
        var partner = read.partners().getFirst();

        var errors = read.findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
        if (expected.startsWith("accept")) {
            assertThat(errors).isEmpty();
            assertThat(partner.declaration()).isPresent();
            // What a warning says of the time that is left is no part of the verdict, so accept may have some.
            assertThat(expected.equals("accept")
                            || read.findings().stream()
                                    .anyMatch(f -> f.severity() == Severity.WARNING
                                            && f.file().equals("northwind/idp.xml")))
                    .isTrue();
        } else {
            var verdict = expected.equals("choose") ? "several-identity-providers" : "metadata-rejected";
            assertThat(errors).anyMatch(f -> f.rule().equals(verdict) && f.line() == 4);
            // What is wrong stands where it is wrong, and not only where the file is named.
            assertThat(expected.equals("choose")
                            || errors.stream().anyMatch(f -> f.file().equals("northwind/idp.xml") && f.line() >= 1))
                    .isTrue();
        }
    }

    static Stream<Object[]> rows() throws IOException {
        return Files.readAllLines(CORPUS.resolve("INDEX.tsv")).stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t"))
                .map(columns -> new Object[] {columns[0], columns[4]});
    }
}
