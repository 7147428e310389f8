package io.gatehouse.audit;

import io.gatehouse.audit.LoginEvent.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which events to find; a null member filters nothing. {@code from} is inclusive, {@code to} exclusive. */
public record EventFilter(
        @Nullable String partner,
        @Nullable UUID account,
        @Nullable String email,
        @Nullable Outcome outcome,
        @Nullable String reason,
        @Nullable String authenticationType,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String reference,
        @Nullable String cursor) {
    /** Everything. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null, null, null, null, null);

    /** Whether the text is a cursor that a page gave. */
    public static boolean isCursor(String text) {
        return EventCursor.parse(text).isPresent();
    }
}
