package io.gatehouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is really on the class path, whatever the pom says: nothing old, nothing twice. */
class DependencyFloorTests {
    private static final Pattern JAR = Pattern.compile(".*?/([^/]+(?:/[^/]+)*)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar!.*");

    private static List<Library> libraries;

    @BeforeAll
    static void readTheClassPath() throws IOException {
        var manifests = DependencyFloorTests.class.getClassLoader().getResources("META-INF/MANIFEST.MF");
        libraries = Collections.list(manifests).stream()
                .map(URL::toString)
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .map(m -> new Library(m.group(1) + "/" + m.group(2), m.group(2), m.group(3)))
                .distinct()
                .toList();
    }

    @ParameterizedTest(name = "{0} is at least {1}")
    @CsvSource({
        "xmlsec, 3.0.3",
        "bcprov-jdk18on, 1.85",
        "bcpkix-jdk18on, 1.85",
        "cryptacular, 1.2.7",
        "nimbus-jose-jwt, 10.0.2",
        "velocity-engine-core, 2.3",
        "woodstox-core, 6.4.0",
        "guava, 32",
        "commons-lang3, 3.18",
        "spring-security-web, 6.5.11",
        "spring-security-saml2-service-provider, 6.5.11",
        "tink, 1.24.0",
    })
    void isNew(String artifact, String floor) {
        assertThat(libraries.stream().filter(l -> l.artifact().equals(artifact)))
                .isNotEmpty()
                .allSatisfy(l -> assertThat(l).matches(it -> it.isAtLeast(floor)));
    }

    @ParameterizedTest(name = "{0} is at least {1}, where it is there at all")
    @CsvSource({"httpclient, 4.5.13"})
    void isNewOrAbsent(String artifact, String floor) {
        assertThat(libraries.stream().filter(l -> l.artifact().equals(artifact)))
                .allSatisfy(l -> assertThat(l).matches(it -> it.isAtLeast(floor)));
    }

    @Test
    void isWithoutTheDeadLineOfBouncyCastle() {
        assertThat(libraries).extracting(Library::artifact).noneMatch(a -> a.matches("bc.*-jdk1(4|5.*)"));
    }

    @Test
    void isThereOnlyOnce() {
        var versions = libraries.stream()
                .collect(
                        Collectors.groupingBy(Library::path, Collectors.mapping(Library::version, Collectors.toSet())));
        assertThat(versions)
                .hasSizeGreaterThan(50)
                .allSatisfy((path, found) -> assertThat(found).as(path).hasSize(1));
    }

    /** A jar in a repository's layout; the path names group and artifact. */
    private record Library(String path, String artifact, String version) {
        boolean isAtLeast(String floor) {
            return Arrays.compare(numbers(version), numbers(floor)) >= 0;
        }

        private static int[] numbers(String version) {
            return Pattern.compile("\\D+")
                    .splitAsStream(version)
                    .mapToInt(Integer::parseInt)
                    .toArray();
        }
    }
}
