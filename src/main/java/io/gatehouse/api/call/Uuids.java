package io.gatehouse.api.call;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses. */
public final class Uuids {
    private Uuids() {}

    /** The id of this text; empty if it is none, however much {@link UUID} would make of it. */
    public static Optional<UUID> of(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
