package io.gatehouse.idpconfig.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of values that settings have; what is none of the kind becomes a finding that names what would be. */
public final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private final Fields fields;

    /** Of these fields. */
    public Values(Fields fields) {
        this.fields = fields;
    }

    /** {@code true} or {@code false}; not given means false. */
    public boolean flag(String key) {
        return fields.text(key)
                .map(text ->
                        choose(key, text, List.of(true, false), String::valueOf).orElse(false))
                .orElse(false);
    }

    /** One of an enum's words. */
    public <E> E choice(String key, List<E> all, Function<E, String> word, E otherwise) {
        return fields.text(key).flatMap(text -> choose(key, text, all, word)).orElse(otherwise);
    }

    /** Several of an enum's words. */
    public <E> List<E> choices(String key, List<E> all, Function<E, String> word) {
        return fields.texts(key).stream()
                .flatMap(text -> choose(key, text, all, word).stream())
                .toList();
    }

    /** A time span as {@code 60s}, {@code 5m}, {@code 8h} or {@code 2d}, within bounds. */
    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        return fields.text(key).flatMap(text -> span(key, text, least, most)).orElse(otherwise);
    }

    /** A date as {@code 2027-03-31}. */
    public @Nullable LocalDate date(String key) {
        var text = fields.text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text.get().value());
        } catch (DateTimeException e) {
            wrong(key, text.get(), "a date", "write it as 2027-03-31");
            return null;
        }
    }

    private Optional<Duration> span(String key, Text text, Duration least, Duration most) {
        var match = DURATION.matcher(text.value());
        if (!match.matches()) {
            wrong(key, text, "a time span", "write it as 60s, 5m, 8h or 2d");
            return Optional.empty();
        }
        var span = UNITS.getOrDefault(match.group(2), Duration.ZERO).multipliedBy(Long.parseLong(match.group(1)));
        if (span.compareTo(least) < 0 || span.compareTo(most) > 0) {
            fields.findings()
                    .error(
                            text.place(),
                            "out-of-range",
                            Quoted.of(fields.path(key)) + " is " + Quoted.of(text.value()) + ".",
                            "choose between " + words(least) + " and " + words(most));
            return Optional.empty();
        }
        return Optional.of(span);
    }

    private <E> Optional<E> choose(String key, Text text, List<E> all, Function<E, String> word) {
        var chosen =
                all.stream().filter(e -> word.apply(e).equals(text.value())).findFirst();
        if (chosen.isEmpty()) {
            var words = all.stream().map(word).collect(Collectors.joining(", "));
            wrong(key, text, "one of its values", "choose one of: " + words);
        }
        return chosen;
    }

    private void wrong(String key, Text text, String wanted, String fix) {
        fields.findings()
                .error(
                        text.place(),
                        "wrong-value",
                        Quoted.of(fields.path(key)) + ": " + Quoted.of(text.value()) + " is not " + wanted + ".",
                        fix);
    }

    private static String words(Duration span) {
        return Arrays.stream(new String[] {"d", "h", "m"})
                .filter(u -> !span.isZero()
                        && span.toSeconds()
                                        % UNITS.getOrDefault(u, Duration.ZERO).toSeconds()
                                == 0)
                .findFirst()
                .map(u -> span.dividedBy(UNITS.getOrDefault(u, Duration.ofSeconds(1))) + u)
                .orElse(span.toSeconds() + "s");
    }
}
