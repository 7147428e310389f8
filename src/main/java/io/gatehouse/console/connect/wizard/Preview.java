package io.gatehouse.console.connect.wizard;

import io.gatehouse.console.page.Found;
import io.gatehouse.console.page.Found.Attribute;
import io.gatehouse.identityprovider.TestSignIn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last test that brought something would fill each thing with, as the names are set now. */
record Preview(Instant at, List<Line> lines) {
    /**
     * One thing that is wanted.
     *
     * @param filled the attribute that fills it; null if none does
     * @param suggested attributes that look like it, where none does
     */
    record Line(String want, @Nullable Attribute filled, List<Attribute> suggested) {}

    /** Of the newest of these tests that brought something. */
    static Optional<Preview> of(List<TestSignIn> newestFirst, Map<String, List<String>> tried) {
        return newestFirst.stream()
                .flatMap(test ->
                        Found.arrived(test).map(arrived -> new Preview(test.started(), lines(arrived, tried))).stream())
                .findFirst();
    }

    /** Whether there is anything to choose. */
    public boolean suggests() {
        return lines.stream().anyMatch(line -> !line.suggested().isEmpty());
    }

    private static List<Line> lines(Found.Arrived arrived, Map<String, List<String>> tried) {
        return Mapping.WANTED.stream()
                .map(want -> {
                    var filled = tried.getOrDefault(want, List.of()).stream()
                            .flatMap(name -> named(arrived, name).stream())
                            .findFirst();
                    return new Line(
                            want, filled.orElse(null), filled.isPresent() ? List.of() : suggested(arrived, want));
                })
                .toList();
    }

    private static List<Attribute> suggested(Found.Arrived arrived, String want) {
        return arrived.mapping().stream()
                .filter(likeness -> likeness.field().equals(want))
                .flatMap(likeness -> likeness.suggested().stream())
                .flatMap(name -> named(arrived, name).stream())
                .toList();
    }

    private static Optional<Attribute> named(Found.Arrived arrived, String name) {
        return arrived.attributes().stream()
                .filter(a -> a.name().equals(name) && a.values().stream().anyMatch(value -> !value.isBlank()))
                .findFirst();
    }
}
