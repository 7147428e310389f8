package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of what is fetched from where. */
record Source(
        RegistrationId id,
        URI url,
        boolean first,
        State state,
        Validators validators,
        @Nullable Instant lastTry,
        @Nullable Instant lastOk,
        Map<String, Object> why,
        @Nullable Instant since,
        int failures,
        @Nullable String held,
        @Nullable Duration cacheDuration,
        Instant next) {
    RefreshStatus status() {
        return new RefreshStatus(id, url, state, lastTry, lastOk, why, since, held, next);
    }

    /** After a try that brought, or confirmed, something usable. */
    Source fine(Validators now, Instant at, Instant next) {
        return new Source(id, url, false, State.FINE, now, at, at, Map.of(), null, 0, null, cacheDuration, next);
    }

    /** After a try that brought what a person must look at. */
    Source held(String hash, Map<String, Object> reasons, Instant at, Instant next) {
        boolean same = hash.equals(held);
        // Without validators: the next answer is the whole document, so that what is held stays what is published.
        return new Source(
                id,
                url,
                false,
                State.HELD,
                Validators.NONE,
                at,
                at,
                reasons,
                same ? since : at,
                0,
                hash,
                cacheDuration,
                next);
    }

    /** After a try that brought nothing usable. */
    Source failing(Map<String, Object> reason, Instant at, Instant next) {
        var from = state == State.FAILING ? since : at;
        return new Source(
                id,
                url,
                first,
                State.FAILING,
                validators,
                at,
                lastOk,
                reason,
                from,
                failures + 1,
                held,
                cacheDuration,
                next);
    }

    /** The same with what its document says of how long it may be kept. */
    Source cachedFor(@Nullable Duration duration) {
        return new Source(
                id, url, first, state, validators, lastTry, lastOk, why, since, failures, held, duration, next);
    }
}
