package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.version.Caution;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door of documents that were fetched from a connection's address, in the caller's transaction. What changes nothing that
 * needs a person's word serves by itself; anything else waits, staged, while the last good version serves.
 */
@Component
public class RefreshedMetadata {
    /** Who changes a connection by a refresh. */
    public static final String ACTOR = "metadata-url";

    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final Partners partners;
    private final SigningKeys keys;
    private final Preparation preparation;
    private final Swap swap;
    private final ProviderStory story;
    private final ConfigurationVersion version;
    private final Clock clock;

    RefreshedMetadata(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Partners partners,
            SigningKeys keys,
            Preparation preparation,
            Swap swap,
            ProviderStory story,
            ConfigurationVersion version,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.partners = partners;
        this.keys = keys;
        this.preparation = preparation;
        this.swap = swap;
        this.story = story;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Takes a document.
     *
     * @param first nothing was taken from this address before: for a partner from a file it is part of what was merged, and
     *     serves at once
     * @param heldBefore the version that this address gave and that waits, if any
     */
    public Refreshed take(RegistrationId id, byte[] document, boolean first, @Nullable String heldBefore) {
        version.advance();
        var row = rows.find(id).orElse(null);
        if (row == null || row.state() == ProviderState.RETIRED) {
            return new Refreshed.Retired();
        }
        var before = providers.version(id, row.hash()).orElseThrow();
        var chosen = before.metadata() == null ? null : before.metadata().entityId();
        return switch (prepare(new ProviderDraft(id, row.partner(), before.settings(), document), row, chosen)) {
            case Preparation.Rejected(var refused) -> new Refreshed.Refused(refused.why());
            case Preparation.Ready ready -> take(row, ready, first, heldBefore);
        };
    }

    // Of an aggregate the party that serves already is meant; a document of one party may name itself anew, and is
    // held.
    private Preparation.Prepared prepare(ProviderDraft draft, ProviderRows.Row row, @Nullable String chosen) {
        var prepared = preparation.prepare(draft, row);
        if (prepared instanceof Preparation.Rejected && chosen != null) {
            var named = new ProviderDraft(draft.id(), draft.partner(), draft.settings(), draft.metadata(), chosen);
            var again = preparation.prepare(named, row);
            return again instanceof Preparation.Ready ? again : prepared;
        }
        return prepared;
    }

    private Refreshed take(ProviderRows.Row row, Preparation.Ready ready, boolean first, @Nullable String heldBefore) {
        var metadata = Objects.requireNonNull(ready.metadata());
        boolean waits = ready.hash().equals(row.staged());
        if (row.serving().filter(ready.hash()::equals).isPresent()) {
            takeBack(row, heldBefore);
            return new Refreshed.Same(metadata.validUntil());
        }
        versions.add(ready.draft(), ready.hash(), ready.entityId(), clock.instant());
        boolean merged = first
                && ready.serves()
                && partners.find(row.partner()).filter(p -> p.source() != null).isPresent();
        if (row.serving().isEmpty() && !merged) {
            return waits ? new Refreshed.Same(metadata.validUntil()) : draft(row, ready);
        }
        var served = row.serving().flatMap(hash -> providers.version(row.id(), hash));
        List<String> reasons = merged || served.isEmpty()
                ? List.of()
                : Caution.reasons(
                        Objects.requireNonNull(served.get().metadata()),
                        metadata,
                        lastSigned(row.id())::get,
                        clock.instant());
        return reasons.isEmpty() ? serve(row, ready, heldBefore) : hold(row, ready, reasons, heldBefore);
    }

    private Refreshed serve(ProviderRows.Row row, Preparation.Ready ready, @Nullable String heldBefore) {
        var id = row.id();
        var served = row.serving().flatMap(hash -> providers.version(id, hash));
        var metadata = Objects.requireNonNull(ready.metadata());
        // What an administrator has staged waits on, unlike a draft's place or what this address gave before.
        if (served.isEmpty() || row.staged() == null || row.staged().equals(heldBefore)) {
            swap.toLive(id, ready.hash(), metadata, clock.instant());
        } else {
            swap.besideWhatWaits(id, ready.hash(), metadata, clock.instant());
        }
        var next = providers.version(id, ready.hash()).orElseThrow();
        List<String> differences =
                served.map(s -> Differences.between(s, next, clock.instant())).orElse(List.of());
        var provider = providers.find(id).orElseThrow();
        var change = served.isEmpty() ? "activated" : "refreshed";
        story.tell(provider, change, next, story.of(provider, next, false, differences), by());
        return new Refreshed.Serves(ready.hash(), metadata.validUntil());
    }

    private Refreshed draft(ProviderRows.Row row, Preparation.Ready ready) {
        rows.makeDraft(row.id(), ready.hash(), false, clock.instant());
        var next = providers.version(row.id(), ready.hash()).orElseThrow();
        story.tell(providers.find(row.id()).orElseThrow(), "staged", next, Evidence.NONE, by());
        return new Refreshed.Drafted(ready.hash());
    }

    private Refreshed hold(
            ProviderRows.Row row, Preparation.Ready ready, List<String> reasons, @Nullable String heldBefore) {
        boolean isNew = !ready.hash().equals(heldBefore);
        // What an administrator has staged is theirs; the held version is kept and waits for the place.
        boolean free = row.staged() == null || row.staged().equals(heldBefore);
        if (free && !ready.hash().equals(row.staged())) {
            rows.stage(row.id(), ready.hash(), clock.instant());
        }
        if (isNew) {
            var next = providers.version(row.id(), ready.hash()).orElseThrow();
            var served = row.serving()
                    .flatMap(hash -> providers.version(row.id(), hash))
                    .orElseThrow();
            var details =
                    Evidence.of("held", reasons).and("differences", Differences.between(served, next, clock.instant()));
            story.tell(providers.find(row.id()).orElseThrow(), "held", next, details, by());
        }
        return new Refreshed.Held(ready.hash(), reasons, isNew);
    }

    private void takeBack(ProviderRows.Row row, @Nullable String heldBefore) {
        if (heldBefore != null && heldBefore.equals(row.staged())) {
            rows.stage(row.id(), null, clock.instant());
            var provider = providers.find(row.id()).orElseThrow();
            story.tell(provider, "held change taken back", provider.version(), Evidence.NONE, by());
        }
    }

    private Map<String, Instant> lastSigned(RegistrationId id) {
        var last = new HashMap<String, Instant>();
        for (var key : keys.of(id)) {
            if (key.lastSeenSigning() != null) {
                last.put(key.fingerprint(), key.lastSeenSigning());
            }
        }
        return last;
    }

    private static Change by() {
        return Change.by(ACTOR, Origin.INTERNAL);
    }
}
