package io.gatehouse.api.call;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, in their order; null where there is nothing to say. */
public final class Members {
    // Three decimals always, so that texts of times sort as times do.
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Map<String, @Nullable Object> all = new LinkedHashMap<>();

    /** One member. */
    public static Members of(String name, @Nullable Object value) {
        return new Members().and(name, value);
    }

    /** One more. */
    public Members and(String name, @Nullable Object value) {
        all.put(name, value instanceof Instant time ? MILLISECONDS.format(time) : value);
        return this;
    }

    /** All of an object that is written already. */
    public Members and(Map<String, ?> others) {
        all.putAll(others);
        return this;
    }

    /** As an object to write. */
    public Map<String, @Nullable Object> map() {
        return Collections.unmodifiableMap(all);
    }
}
