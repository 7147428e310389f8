package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.lifecycle.Published;
import io.gatehouse.identityprovider.lifecycle.Refreshed;
import io.gatehouse.identityprovider.lifecycle.RefreshedMetadata;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One refresh: fetched and read outside any transaction, then taken with its events and its status in one. */
@Component
public class MetadataRefresh {
    // Far beyond what a fetch may take: whoever died in the middle is followed by another.
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final SourceRows rows;
    private final BiFunction<URI, Validators, Fetch> fetcher;
    private final RefreshedMetadata door;
    private final IdentityProviders providers;
    private final MetadataReader reader;
    private final RefreshStory story;
    private final Pace pace;
    private final TransactionTemplate transactions;
    private final Clock clock;

    @Autowired
    MetadataRefresh(
            SourceRows rows,
            MetadataFetcher fetcher,
            RefreshedMetadata door,
            IdentityProviders providers,
            MetadataReader reader,
            RefreshStory story,
            Pace pace,
            TransactionTemplate transactions,
            Clock clock) {
        this(rows, fetcher::fetch, door, providers, reader, story, pace, transactions, clock);
    }

    MetadataRefresh(
            SourceRows rows,
            BiFunction<URI, Validators, Fetch> fetcher,
            RefreshedMetadata door,
            IdentityProviders providers,
            MetadataReader reader,
            RefreshStory story,
            Pace pace,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.fetcher = fetcher;
        this.door = door;
        this.providers = providers;
        this.reader = reader;
        this.story = story;
        this.pace = pace;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Fetches now, whether it is due or not, and says what came of it; empty if its metadata has no address. Takes seconds. */
    public Optional<RefreshStatus> now(RegistrationId id) {
        rows.find(id).ifPresent(this::refresh);
        return rows.find(id).map(Source::status);
    }

    void refresh(Source source) {
        var until = clock.instant().plus(CLAIM);
        if (!rows.claim(source, until)) {
            return;
        }
        var known = source.validatorsFor(door.standing(source.id()).orElse(null));
        Function<Source, Source> outcome = switch (fetcher.apply(source.url(), known)) {
            case Fetch.Fetched fetched -> brought(source, fetched);
            case Fetch.NotModified() ->
                seen -> seen.fine(seen.validators(), seen.validatorsOf(), clock.instant(), again(seen));
            case Fetch.Refused(var why) -> seen -> failing(seen, why);
        };
        transactions.executeWithoutResult(transaction -> {
            var next = outcome.apply(source);
            if (rows.confirm(source, until)) {
                rows.keep(next);
                story.tell(source, next);
            } else {
                // Named anew meanwhile: what came from the old address is of no matter.
                transaction.setRollbackOnly();
            }
        });
    }

    // All that takes its time with a document is done before anybody is kept waiting.
    private Function<Source, Source> brought(Source source, Fetch.Fetched fetched) {
        var look = door.look(
                source.id(),
                new Published(
                        fetched.document(), source.first(), source.held(), source.declined(), source.declinedStands()));
        var cache = reader.cacheDuration(fetched.document()).orElse(null);
        return seen -> taken(seen, look, fetched.validators(), cache);
    }

    private Source taken(Source source, RefreshedMetadata.Look look, Validators validators, @Nullable Duration cache) {
        var now = clock.instant();
        return switch (door.take(look)) {
            case Refreshed.Same(var hash, var validUntil) -> fine(source, validators, hash, cache, validUntil);
            case Refreshed.Serves(var hash, var validUntil) -> fine(source, validators, hash, cache, validUntil);
            case Refreshed.Drafted(var hash) -> fine(source, validators, hash, cache, null);
            case Refreshed.Held(var hash, var reasons, var isNew) ->
                source.held(
                        hash,
                        Evidence.of("held", reasons).values(),
                        now,
                        pace.afterSuccess(now, source.cacheDuration(), null));
            case Refreshed.Declined(var hash) ->
                source.declined(hash, now, pace.afterSuccess(now, source.cacheDuration(), null));
            case Refreshed.Refused(var why) -> failing(source, why);
            case Refreshed.Retired() -> source.fine(Validators.NONE, null, now, pace.afterSuccess(now, null, null));
        };
    }

    private Source fine(
            Source source, Validators validators, String of, @Nullable Duration cache, @Nullable Instant validUntil) {
        var now = clock.instant();
        return source.fine(validators, of, now, pace.afterSuccess(now, cache, validUntil))
                .cachedFor(cache);
    }

    private Instant again(Source source) {
        var validUntil = providers
                .live(source.id())
                .map(ProviderVersion::metadata)
                .map(IdpMetadata::validUntil)
                .orElse(null);
        return pace.afterSuccess(clock.instant(), source.cacheDuration(), validUntil);
    }

    private Source failing(Source source, Refusal why) {
        var now = clock.instant();
        return source.failing(why.evidence().values(), now, pace.afterFailure(now, source.failures() + 1));
    }
}
