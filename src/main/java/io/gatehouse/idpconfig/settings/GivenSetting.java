package io.gatehouse.idpconfig.settings;

import io.gatehouse.idpconfig.names.UnsupportedSetting;
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
        if (UnsupportedSetting.plain(bare()).equals(TRUSTED_PROXIES)) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(bare()), parts().stream())
                .flatMap(part -> UnsupportedSetting.of(part).stream())
                .findFirst();
    }

    /** The name without indexes of lists. */
    private String bare() {
        return variable
                ? below.replaceAll("(_\\d+)+_?$", "")
                : below.replaceAll("\\[\\d+]", "").replace('[', '.').replace("]", "");
    }

    /** The parts that may be a name of their own: each key of a property, and each ending of it or of a variable. */
    private List<String> parts() {
        var words = List.of(bare().split(variable ? "_" : "\\."));
        var endings =
                IntStream.range(1, words.size()).mapToObj(from -> String.join(".", words.subList(from, words.size())));
        return (variable ? endings : Stream.concat(words.stream(), endings)).toList();
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
