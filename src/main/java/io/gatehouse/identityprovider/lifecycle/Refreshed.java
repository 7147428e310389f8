package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.reason.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a fetched document. */
public sealed interface Refreshed {
    /** It is what serves, or what waits, already: but for its freshness this version. */
    record Same(String hash, @Nullable Instant validUntil) implements Refreshed {}

    /** It serves now. */
    record Serves(String hash, @Nullable Instant validUntil) implements Refreshed {}

    /** It is the draft of a connection that never served: to be tested and activated like every other. */
    record Drafted(String hash) implements Refreshed {}

    /**
     * It waits for a person.
     *
     * @param isNew whether this very version was not held before
     */
    record Held(String hash, List<String> reasons, boolean isNew) implements Refreshed {}

    /** A person has declined it; what serves, serves on. */
    record Declined(String hash) implements Refreshed {}

    /** No connection can be made of it: {@code configuration-invalid}. */
    record Refused(Refusal why) implements Refreshed {}

    /** The connection serves no more, so nothing is changed. */
    record Retired() implements Refreshed {}
}
