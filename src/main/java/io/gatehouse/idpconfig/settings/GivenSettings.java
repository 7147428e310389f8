package io.gatehouse.idpconfig.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.OriginProvider;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every setting under {@code gatehouse}, by the very name it was given: relaxed binding would hide what it can't bind. */
final class GivenSettings {
    private static final String PREFIX = "gatehouse";

    private GivenSettings() {}

    static List<GivenSetting> in(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> in((EnumerablePropertySource<?>) source))
                .toList();
    }

    private static Stream<GivenSetting> in(EnumerablePropertySource<?> source) {
        boolean variables = source instanceof SystemEnvironmentPropertySource;
        return Stream.of(source.getPropertyNames())
                .flatMap(name -> below(name, variables)
                        .map(below -> new GivenSetting(
                                name, below, place(source, name, variables), variables && name.indexOf('.') < 0))
                        .stream());
    }

    private static Optional<String> below(String name, boolean variable) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(PREFIX) || lower.length() == PREFIX.length()) {
            return Optional.empty();
        }
        char next = lower.charAt(PREFIX.length());
        boolean ours = next == '.' || next == '[' || variable && next == '_';
        return ours ? Optional.of(name.substring(PREFIX.length() + 1)) : Optional.empty();
    }

    private static String place(EnumerablePropertySource<?> source, String name, boolean variable) {
        if (variable) {
            return "environment variable " + name;
        }
        return place(OriginLookup.getOrigin(source, name))
                .orElseGet(() -> "property " + name + " (" + source.getName() + ")");
    }

    /** File, line and column of what was read from a file. */
    static Optional<String> place(@Nullable Origin origin) {
        if (origin instanceof OriginProvider provider) {
            return place(provider.getOrigin());
        }
        if (!(origin instanceof TextResourceOrigin text) || text.getResource() == null) {
            return Optional.empty();
        }
        // "file [conf/application.yaml]", "class path resource [application.yaml] from …"
        var description = text.getResource().getDescription();
        int open = description.indexOf('[');
        int close = description.indexOf(']', open);
        var file = open >= 0 && close > open ? description.substring(open + 1, close) : description;
        var location = text.getLocation();
        return Optional.of(
                location == null ? file : file + ":" + (location.getLine() + 1) + ":" + (location.getColumn() + 1));
    }
}
