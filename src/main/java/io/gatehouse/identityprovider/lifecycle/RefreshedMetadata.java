package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door of documents that were fetched from a connection's address. What changes nothing that needs a person's word serves
 * by itself; anything else waits, staged, while the last good version serves. What changes nothing at all touches nothing.
 */
@Component
public class RefreshedMetadata {
    /** Who changes a connection by a refresh. */
    public static final String ACTOR = "metadata-url";

    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final RefreshPlans plans;
    private final Swap swap;
    private final ProviderStory story;
    private final ConfigurationVersion version;
    private final Clock clock;

    RefreshedMetadata(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            RefreshPlans plans,
            Swap swap,
            ProviderStory story,
            ConfigurationVersion version,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.plans = plans;
        this.swap = swap;
        this.story = story;
        this.version = version;
        this.clock = clock;
    }

    /** A document that was looked at, with the connection as it was then. */
    public static final class Look {
        private final RegistrationId id;
        private final Published published;
        private final ProviderRows.@Nullable Row row;
        private final Plan plan;

        private Look(RegistrationId id, Published published, ProviderRows.@Nullable Row row, Plan plan) {
            this.id = id;
            this.published = published;
            this.row = row;
            this.plan = plan;
        }
    }

    /** The version that serves, or else waits: the one that a document of the address is, or will be, held against. */
    public Optional<String> standing(RegistrationId id) {
        return rows.find(id).map(ProviderRows.Row::hash);
    }

    /** Reads and judges a document, outside of every transaction: nobody waits for that. */
    public Look look(RegistrationId id, Published published) {
        var row = rows.find(id).orElse(null);
        return new Look(id, published, row, plans.of(row, published));
    }

    /** Takes a document in the caller's transaction; judges it anew if somebody changed the connection since it was looked at. */
    public Refreshed take(Look look) {
        if (look.plan instanceof Plan.Rest(var outcome)) {
            return outcome;
        }
        version.advance();
        var seen = Objects.requireNonNull(look.row);
        var row = rows.find(look.id).orElseThrow();
        var plan = row.revision() == seen.revision() ? look.plan : plans.of(row, look.published);
        return switch (plan) {
            case Plan.Rest(var outcome) -> outcome;
            case Plan.Renew renew -> renew(row, renew);
            case Plan.TakeBack(var outcome) -> {
                takeBack(row);
                yield outcome;
            }
            case Plan.Serve serve -> serve(row, serve, RefreshPlans.isFree(row, look.published));
            case Plan.Draft(var ready) -> draft(row, ready);
            case Plan.Hold hold -> hold(row, hold, RefreshPlans.isFree(row, look.published));
        };
    }

    private Refreshed renew(ProviderRows.Row row, Plan.Renew renew) {
        var document = Objects.requireNonNull(renew.ready().draft().metadata());
        versions.renew(row.id(), renew.hash(), document, clock.instant());
        var renewed = version(row, renew.hash());
        var metadata = Objects.requireNonNull(renewed.metadata());
        if (row.serving().filter(renew.hash()::equals).isPresent()) {
            swap.renewed(row.id(), metadata);
        }
        tell(row, "metadata renewed", renewed, Evidence.of("valid_until", metadata.validUntil()));
        return renew.outcome();
    }

    private Refreshed serve(ProviderRows.Row row, Plan.Serve serve, boolean isFree) {
        var id = row.id();
        var ready = serve.ready();
        var served = row.serving().map(hash -> version(row, hash));
        var metadata = Objects.requireNonNull(ready.metadata());
        versions.add(ready.draft(), ready.hash(), ready.entityId(), clock.instant());
        // What an administrator has staged waits on, unlike a draft's place or what this address gave before.
        if (served.isEmpty() || isFree) {
            swap.toLive(id, ready.hash(), metadata, clock.instant());
        } else {
            swap.besideWhatWaits(id, ready.hash(), metadata, clock.instant());
        }
        var next = version(row, ready.hash());
        List<String> differences =
                served.map(s -> Differences.between(s, next, clock.instant())).orElse(List.of());
        var provider = providers.find(id).orElseThrow();
        tell(row, served.isEmpty() ? "activated" : "refreshed", next, story.of(provider, next, false, differences));
        if (serve.waiting() != null) {
            follow(row, next, serve.waiting());
        }
        return new Refreshed.Serves(ready.hash(), metadata.validUntil());
    }

    // What waits would else bring the document back that has just been replaced.
    private void follow(ProviderRows.Row row, ProviderVersion live, Preparation.Ready waiting) {
        var now = clock.instant();
        if (waiting.hash().equals(live.hash())) {
            rows.stage(row.id(), null, now);
            tell(row, "staged change taken back", live, Evidence.of("before", row.staged()));
            return;
        }
        versions.add(waiting.draft(), waiting.hash(), waiting.entityId(), now);
        rows.stage(row.id(), waiting.hash(), now);
        boolean tested = versions.times(row.id(), waiting.hash()).tested() != null;
        var next = version(row, waiting.hash());
        var details = Evidence.of("before", row.staged())
                .and("differences", Differences.between(live, next, now))
                .and("tested", tested ? "passed" : "untested")
                .and("trial", row.trial() == null ? null : "ended");
        tell(row, "staged anew on refreshed metadata", next, details);
    }

    private Refreshed draft(ProviderRows.Row row, Preparation.Ready ready) {
        versions.add(ready.draft(), ready.hash(), ready.entityId(), clock.instant());
        rows.makeDraft(row.id(), ready.hash(), false, clock.instant());
        tell(row, "staged", version(row, ready.hash()), Evidence.NONE);
        return new Refreshed.Drafted(ready.hash());
    }

    private Refreshed hold(ProviderRows.Row row, Plan.Hold hold, boolean isFree) {
        var now = clock.instant();
        if (hold.isNew()) {
            versions.add(hold.ready().draft(), hold.hash(), hold.ready().entityId(), now);
        }
        // What an administrator has staged is theirs; the held version is kept and waits for the place.
        if (isFree && !hold.hash().equals(row.staged())) {
            rows.stage(row.id(), hold.hash(), now);
        }
        if (hold.isNew()) {
            var served = row.serving().map(hash -> version(row, hash)).orElseThrow();
            var next = version(row, hold.hash());
            var differences = Differences.between(served, next, now);
            tell(row, "held", next, Evidence.of("held", hold.reasons()).and("differences", differences));
        }
        return new Refreshed.Held(hold.hash(), hold.reasons(), hold.isNew());
    }

    private void takeBack(ProviderRows.Row row) {
        rows.stage(row.id(), null, clock.instant());
        tell(row, "held change taken back", version(row, row.hash()), Evidence.NONE);
    }

    private void tell(ProviderRows.Row row, String what, ProviderVersion about, Evidence details) {
        story.tell(providers.find(row.id()).orElseThrow(), what, about, details, Change.by(ACTOR, Origin.INTERNAL));
    }

    private ProviderVersion version(ProviderRows.Row row, String hash) {
        return providers.version(row.id(), hash).orElseThrow();
    }
}
