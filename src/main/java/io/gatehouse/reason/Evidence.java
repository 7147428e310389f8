package io.gatehouse.reason;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was expected and what was found, as named values in the order they were learnt. Becomes {@code details} of a
 * login event, so never a secret, a code, a password, or an assertion's full text. Texts from outside are shortened and
 * stripped of control characters here, once, so that no sink has to remember to.
 */
public record Evidence(Map<String, Object> values) {
    /** No evidence beyond the reason itself. */
    public static final Evidence NONE = new Evidence(Map.of());

    private static final int LONGEST = 300;
    private static final int MOST = 50;

    /** Takes a copy; see {@link #and} for the kinds of value. */
    public Evidence(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Evidence of one named value. */
    public static Evidence of(String name, @Nullable Object value) {
        return NONE.and(name, value);
    }

    /** What a check wanted and what it got. */
    public static Evidence expected(@Nullable Object expected, @Nullable Object got) {
        return NONE.and("expected", expected).and("got", got == null ? "nothing" : got);
    }

    /**
     * This and one more. Text, numbers, booleans, instants and collections of them keep their kind; anything else
     * becomes its text; a null adds nothing.
     */
    public Evidence and(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var all = new LinkedHashMap<>(values);
        all.put(name, tame(value));
        return new Evidence(all);
    }

    /** This and all of the other's. */
    public Evidence and(Evidence other) {
        if (values.isEmpty()) {
            return other;
        }
        var all = new LinkedHashMap<>(values);
        all.putAll(other.values);
        return new Evidence(all);
    }

    private static Object tame(Object value) {
        return switch (value) {
            case Boolean b -> b;
            case Number n -> n;
            case Instant i -> i.toString();
            case Collection<?> many ->
                List.copyOf(many.stream().limit(MOST).map(Evidence::tame).toList());
            default -> Printable.of(value.toString(), LONGEST);
        };
    }
}
