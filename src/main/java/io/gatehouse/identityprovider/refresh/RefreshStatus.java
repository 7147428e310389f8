package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.RegistrationId;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How keeping a connection's metadata fresh goes.
 *
 * @param lastOk when a usable document, or the word that nothing changed, last came
 * @param why the evidence of what fails or is held, or which version is published still that a person has declined; empty if
 *     nothing is
 * @param since when it began to fail, or was first held; null if neither
 * @param held the staged version that waits for a person's word
 * @param next when it is tried next
 */
public record RefreshStatus(
        RegistrationId id,
        URI address,
        State state,
        @Nullable Instant lastTry,
        @Nullable Instant lastOk,
        Map<String, Object> why,
        @Nullable Instant since,
        @Nullable String held,
        Instant next) {
    /** Whether a person has declined what the address publishes. */
    public boolean declined() {
        return state == State.FINE && !why.isEmpty();
    }

    /** What it has come to. */
    public enum State {
        /** Nothing was fetched yet. */
        WAITING,
        /** What is there serves, or waits as a draft. */
        FINE,
        /** It can't be fetched or can't be used; the last good version serves. */
        FAILING,
        /** It changed in a way that needs a person's word; the last good version serves. */
        HELD;

        /** The word in API and database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
