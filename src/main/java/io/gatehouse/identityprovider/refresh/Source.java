package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of what is fetched from where.
 *
 * @param first nothing from there was ever confirmed by what serves or waits
 * @param validatorsOf the version that the validators belong to
 * @param held the version that waits for a person's word
 * @param declined the version that a person did not want
 */
record Source(
        RegistrationId id,
        URI url,
        boolean first,
        State state,
        Validators validators,
        @Nullable String validatorsOf,
        @Nullable Instant lastTry,
        @Nullable Instant lastOk,
        Map<String, Object> why,
        @Nullable Instant since,
        int failures,
        @Nullable String held,
        @Nullable String declined,
        @Nullable Duration cacheDuration,
        Instant next) {
    private static final String DECLINED_BEFORE = "declined_before";

    /** What to ask with where this version stands: what the host said of another is of no matter, nor while something is held. */
    Validators validatorsFor(@Nullable String standing) {
        return held == null && validatorsOf != null && validatorsOf.equals(standing) ? validators : Validators.NONE;
    }

    RefreshStatus status() {
        var told = why.containsKey(DECLINED_BEFORE) ? Map.<String, Object>of() : why;
        return new RefreshStatus(id, url, state, lastTry, lastOk, told, since, held, next);
    }

    /**
     * After a try that brought, or confirmed, something usable: this version, if it is known which. What a person declined is
     * not forgotten by that, or whoever holds the address would publish it again a moment later and find nobody asking.
     */
    Source fine(Validators now, @Nullable String of, Instant at, Instant next) {
        Map<String, Object> before = declined == null ? Map.of() : Map.of(DECLINED_BEFORE, declined);
        return new Source(
                id, url, false, State.FINE, now, of, at, at, before, null, 0, null, declined, cacheDuration, next);
    }

    /** Whether what a person declined is published ever since, as far as is known. */
    boolean declinedStands() {
        return declined != null && !why.containsKey(DECLINED_BEFORE);
    }

    /** After a try that brought what a person has declined. Without validators, as of what is held. */
    Source declined(String hash, Instant at, Instant next) {
        return new Source(
                id,
                url,
                false,
                State.FINE,
                Validators.NONE,
                null,
                at,
                at,
                Map.of("declined", hash),
                null,
                0,
                null,
                hash,
                cacheDuration,
                next);
    }

    /** After a try that brought what a person must look at. */
    Source held(String hash, Map<String, Object> reasons, Instant at, Instant next) {
        boolean same = hash.equals(held);
        // Without validators: the next answer is the whole document, so that what is held stays what is published.
        return new Source(
                id,
                url,
                first,
                State.HELD,
                Validators.NONE,
                null,
                at,
                at,
                reasons,
                same ? since : at,
                0,
                hash,
                declined,
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
                validatorsOf,
                at,
                lastOk,
                reason,
                from,
                failures + 1,
                held,
                declined,
                cacheDuration,
                next);
    }

    /** The same with what its document says of how long it may be kept. */
    Source cachedFor(@Nullable Duration duration) {
        return new Source(
                id,
                url,
                first,
                state,
                validators,
                validatorsOf,
                lastTry,
                lastOk,
                why,
                since,
                failures,
                held,
                declined,
                duration,
                next);
    }
}
