package io.gatehouse.console.page;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the console writes them. */
public final class Moments {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(UTC);

    private Moments() {}

    /** To the minute; empty for never. */
    public static String minute(@Nullable Instant instant) {
        return instant == null ? "" : MINUTE.format(instant);
    }

    /** To the second, without saying that it is UTC. */
    public static String second(Instant instant) {
        return SECOND.format(instant);
    }
}
