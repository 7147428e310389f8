package io.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the sources, seen from outside. */
class SourceShapeTests {
    private static final int HARD_LIMIT = 400;
    private static final int SOFT_LIMIT = 200;
    private static final Pattern SENTENCE =
            Pattern.compile("(?s)^/\\*\\*\\s+[A-Z].*?\\.\\s.*?\\*/.*^package ", Pattern.MULTILINE);
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!.*#\\d)");
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w.$}~-])(/wor[k]/|/roo[t]/|/hom[e]/[a-z]|/User[s]/[A-Za-z]|[A-Z]:\\\\Users\\\\)");

    @Test
    void everyPackageHasItsSentence() throws IOException {
        try (var directories = Files.walk(Path.of("src/main/java/io/gatehouse")).filter(Files::isDirectory)) {
            assertThat(directories.filter(SourceShapeTests::holdsJava))
                    .isNotEmpty()
                    .allSatisfy(directory -> {
                        assertThat(directory.resolve("package-info.java")).exists();
                        assertThat(Files.readString(directory.resolve("package-info.java")))
                                .containsPattern(SENTENCE);
                    });
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(textFiles(Path.of("src/main/java")).filter(f -> f.endsWith("package-info.java")))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f).content().contains("@NullMarked"));
    }

    @Test
    void noSourceIsLong() {
        var tooLong = javaFiles().filter(f -> lines(f).size() > HARD_LIMIT);
        assertThat(tooLong).as("sources over " + HARD_LIMIT + " lines").isEmpty();
    }

    @Test
    void nearlyAllSourcesAreShort() {
        var all = javaFiles().toList();
        var longer = all.stream().filter(f -> lines(f).size() >= SOFT_LIMIT).toList();
        assertThat(longer)
                .as("at most one source in twenty of " + all.size() + " has " + SOFT_LIMIT + " lines")
                .hasSizeLessThanOrEqualTo(all.size() / 20);
    }

    @Test
    void nothingIsLeftToDoWithoutAnIssue() {
        assertThat(offences(UNFINISHED)).isEmpty();
    }

    @Test
    void noPathOfAMachineIsWrittenDown() {
        assertThat(offences(MACHINE_PATH)).isEmpty();
    }

    private static List<String> offences(Pattern pattern) {
        var found = new ArrayList<String>();
        ours().forEach(file -> {
            var lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
            }
        });
        return found;
    }

    /** All that we wrote: sources, scripts, documents, settings; the corpus was written by others. */
    private static Stream<Path> ours() {
        var folders = Stream.of("src", "scripts", "docs", "bench", "idp-config", ".ci")
                .map(Path::of);
        var texts = folders.filter(Files::isDirectory)
                .flatMap(SourceShapeTests::textFiles)
                .filter(f -> !f.startsWith("src/test/resources/corpus"));
        return Stream.concat(texts, rootFiles());
    }

    private static Stream<Path> rootFiles() {
        return Stream.of("pom.xml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                .map(Path::of)
                .filter(Files::exists);
    }

    private static Stream<Path> javaFiles() {
        return textFiles(Path.of("src")).filter(f -> f.toString().endsWith(".java"));
    }

    private static Stream<Path> textFiles(Path folder) {
        Predicate<Path> binary = f -> f.toString().matches(".*\\.(png|jpg|gif|ico|woff2?|jar|zip|der|p12|jks|bin|gz)");
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(binary.negate()).toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean holdsJava(Path directory) {
        try (var files = Files.list(directory)) {
            return files.anyMatch(f -> f.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As Latin-1, so that a corpus file in any encoding can be searched too. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
