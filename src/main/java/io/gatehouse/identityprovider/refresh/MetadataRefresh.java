package io.gatehouse.identityprovider.refresh;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Fetch;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.lifecycle.RefreshedMetadata;
import io.gatehouse.identityprovider.lifecycle.RefreshedMetadata.Outcome;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One refresh: fetched outside any transaction, then taken with its events and its status in one. */
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
        // While something is held the whole document is wanted, whatever is known of it.
        var known = source.held() == null ? source.validators() : Validators.NONE;
        var fetch = fetcher.apply(source.url(), known);
        transactions.executeWithoutResult(transaction -> {
            var next = switch (fetch) {
                case Fetch.Fetched fetched -> taken(source, fetched);
                case Fetch.NotModified() -> source.fine(source.validators(), clock.instant(), again(source));
                case Fetch.Refused(var why) -> failing(source, why);
            };
            if (rows.confirm(source, until)) {
                rows.keep(next);
                story.tell(source, next);
            } else {
                // Named anew meanwhile: what came from the old address is of no matter.
                transaction.setRollbackOnly();
            }
        });
    }

    private Source taken(Source source, Fetch.Fetched fetched) {
        var now = clock.instant();
        return switch (door.take(source.id(), fetched.document(), source.first(), source.held())) {
            case Outcome.Same(var validUntil) -> fine(source, fetched, validUntil);
            case Outcome.Serves(var hash, var validUntil) -> fine(source, fetched, validUntil);
            case Outcome.Drafted(var hash) -> fine(source, fetched, null);
            case Outcome.Held(var hash, var reasons, var isNew) ->
                source.held(
                        hash,
                        Evidence.of("held", reasons).values(),
                        now,
                        pace.afterSuccess(now, source.cacheDuration(), null));
            case Outcome.Refused(var why) -> failing(source, why);
            case Outcome.Retired() -> source.fine(Validators.NONE, now, pace.afterSuccess(now, null, null));
        };
    }

    private Source fine(Source source, Fetch.Fetched fetched, @Nullable Instant validUntil) {
        var cache = reader.cacheDuration(fetched.document()).orElse(null);
        var now = clock.instant();
        return source.fine(fetched.validators(), now, pace.afterSuccess(now, cache, validUntil))
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
