package io.gatehouse.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The last event of a page: the next page holds what is older. Opaque outside, so that its form may change. */
record EventCursor(Instant time, UUID id) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static EventCursor after(LoginEvent event) {
        return new EventCursor(event.time(), event.id());
    }

    /** The cursor in this text, if it is one. */
    static Optional<EventCursor> parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), US_ASCII).split("~", -1);
            if (parts.length != 2) {
                return Optional.empty();
            }
            var time = Instant.ofEpochMilli(Long.parseLong(parts[0]));
            // A year beyond four digits is nothing we gave out, and no database takes it.
            return time.isAfter(LATEST) || time.isBefore(Instant.EPOCH)
                    ? Optional.empty()
                    : Optional.of(new EventCursor(time, UUID.fromString(parts[1])));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** As text for an address. */
    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((time.toEpochMilli() + "~" + id).getBytes(US_ASCII));
    }
}
