package io.gatehouse.identityprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The corpus of metadata: each file, the verdict that its index wants, and the findings that decide, with their lines. */
public final class MetadataCorpus {
    /** When it is judged. */
    public static final Instant CLOCK = Instant.parse("2026-12-01T00:00:00Z");

    private static final Path FOLDER =
            Path.of(System.getProperty("gatehouse.corpus", "src/test/resources/corpus/metadata"));
    private static final Path FINDINGS = Path.of("src/test/resources/corpus-findings.tsv");

    private static final Set<String> STANDING = Set.of("certificate-expired", "rsa-below-2048");

    private MetadataCorpus() {}

    /**
     * A file of it.
     *
     * @param deciding {@code rule@line}; those that make it anything else than accepted, and what keeps an accepted one a draft
     */
    public record Row(String file, List<String> entityIds, String expected, String why, List<String> deciding) {
        /** Its bytes. */
        public byte[] bytes() {
            try {
                return Files.readAllBytes(FOLDER.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether it can be a connection's metadata. */
        public boolean accepted() {
            return expected.startsWith("accept");
        }

        /** Whether it can be that, and nobody could sign on with it by the usual settings. */
        public boolean staysADraft() {
            return deciding.stream().anyMatch(d -> d.startsWith("endpoint-http-only@"));
        }

        /**
         * Holds what was said of it at some door against what its index and its deciding findings want: that verdict, each of
         * them on its line, and nothing else that would decide.
         */
        public void isWhatWasSaid(List<Said> said) {
            var errors = said.stream().filter(s -> s.severity.equals("error")).toList();
            var standing = said.stream().filter(s -> STANDING.contains(s.rule)).toList();
            assertThat(verdict(errors, standing))
                    .as("%s, of which was said %s", this, said)
                    .isEqualTo(expected);
            assertThat(said).extracting(Said::place).as(why).containsAll(deciding);
            assertThat(accepted() ? standing : errors)
                    .extracting(Said::place)
                    .as(why)
                    .isSubsetOf(deciding);
        }

        private static String verdict(List<Said> errors, List<Said> standing) {
            if (errors.isEmpty()) {
                return standing.isEmpty() ? "accept" : "accept-with-warning";
            }
            return errors.stream().allMatch(e -> e.rule.equals("several-idps")) ? "choose" : "reject";
        }

        @Override
        public String toString() {
            return file + " is " + expected;
        }
    }

    /** A finding, as whatever door it was said at. */
    public record Said(String rule, String severity, int line) {
        String place() {
            return rule + "@" + line;
        }
    }

    /** All of it, in the order of the index. */
    public static Stream<Row> rows() {
        var deciding = deciding();
        return lines(FOLDER.resolve("INDEX.tsv"))
                .map(columns -> new Row(
                        columns[0],
                        List.of(columns[3].split(" , ")),
                        columns[4],
                        columns[5],
                        deciding.getOrDefault(columns[0], List.of())));
    }

    /** The names of its files. */
    public static List<String> files() {
        try (var files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".xml"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> deciding() {
        var deciding = new HashMap<String, List<String>>();
        lines(FINDINGS).forEach(columns -> deciding.put(columns[0], Arrays.asList(columns[1].split(" "))));
        return deciding;
    }

    private static Stream<String[]> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> line.split("\t"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
