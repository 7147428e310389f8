package io.gatehouse.idpconfig.settings;

import io.gatehouse.idpconfig.names.UnsupportedSetting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A setting under {@code gatehouse} that somebody gave.
 *
 * @param name as it was given, property or variable
 * @param below what follows {@code gatehouse} in it
 * @param place file, line and column, or the variable
 * @param variable whether it is an environment variable, whose name has lost its dots and dashes
 */
record GivenSetting(String name, String below, String place, boolean variable) {
    private static final String TRUSTED_PROXIES = "trustedproxies";

    /** The unsupported setting that it means, if any. */
    Optional<UnsupportedSetting> unsupported() {
        if (UnsupportedSetting.plain(below.replaceAll("(\\[\\d+]|_\\d+)_?$", ""))
                .equals(TRUSTED_PROXIES)) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(below), parts().stream())
                .flatMap(part -> UnsupportedSetting.of(part).stream())
                .findFirst();
    }

    /** The parts that may be a name of their own: of a property each key, of a variable each ending. */
    private List<String> parts() {
        if (!variable) {
            return segments();
        }
        var words = below.split("_");
        return IntStream.range(1, words.length)
                .mapToObj(from -> String.join("_", Arrays.copyOfRange(words, from, words.length)))
                .toList();
    }

    /** The keys of a property's name, indexes among them. */
    List<String> segments() {
        return Stream.of(below.replace('[', '.').replace("]", "").split("\\."))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** Whether Kubernetes gives it to every process beside a service called gatehouse. */
    boolean ofKubernetes() {
        var upper = below.toUpperCase(Locale.ROOT);
        return variable && (upper.startsWith("SERVICE") || upper.startsWith("PORT") && !upper.startsWith("PORTAL"));
    }
}
