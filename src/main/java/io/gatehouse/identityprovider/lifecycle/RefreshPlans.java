package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.version.Caution;
import io.gatehouse.identityprovider.version.Freshness;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.partner.Partners;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and judges fetched documents; changes nothing, and so needs no lock. */
@Component
class RefreshPlans {
    private final IdentityProviders providers;
    private final Partners partners;
    private final SigningKeys keys;
    private final Preparation preparation;
    private final Clock clock;

    RefreshPlans(
            IdentityProviders providers, Partners partners, SigningKeys keys, Preparation preparation, Clock clock) {
        this.providers = providers;
        this.partners = partners;
        this.keys = keys;
        this.preparation = preparation;
        this.clock = clock;
    }

    /** What is to be done about a document with the connection as this row has it. */
    Plan of(ProviderRows.@Nullable Row row, Published published) {
        if (row == null || row.state() == ProviderState.RETIRED) {
            return new Plan.Rest(new Refreshed.Retired());
        }
        var before = providers.version(row.id(), row.hash()).orElseThrow();
        var chosen = before.metadata() == null ? null : before.metadata().entityId();
        var draft = new ProviderDraft(row.id(), row.partner(), before.settings(), published.document());
        return switch (prepare(draft, row, chosen)) {
            case Preparation.Rejected(var refused) -> new Plan.Rest(new Refreshed.Refused(refused.why()));
            case Preparation.Ready ready -> judged(row, before, ready, published);
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

    private Plan judged(ProviderRows.Row row, ProviderVersion before, Preparation.Ready ready, Published published) {
        var metadata = Objects.requireNonNull(ready.metadata());
        boolean serves = row.serving().isPresent();
        boolean merged = published.first()
                && ready.serves()
                && partners.find(row.partner()).filter(p -> p.source() != null).isPresent();
        if (Freshness.isAll(before.metadata(), metadata) && (serves || !merged)) {
            return same(row, before, ready, published);
        }
        if (!serves) {
            return merged ? new Plan.Serve(ready, null) : new Plan.Draft(ready);
        }
        var declined = version(row, published.declined());
        if (published.declinedStands()
                && declined.filter(v -> Freshness.isAll(v.metadata(), metadata)).isPresent()) {
            return new Plan.Rest(new Refreshed.Declined(declined.get().hash()));
        }
        var served = Objects.requireNonNull(before.metadata());
        var reasons = new ArrayList<>(Caution.reasons(served, metadata, lastSigned(row)::get, clock.instant()));
        if (published.first()) {
            reasons.add("it is the first document of an address that nobody has activated anything of");
        }
        declined.map(ProviderVersion::metadata)
                .ifPresent(turnedDown -> reasons.addAll(Caution.declinedKeys(served, metadata, turnedDown)));
        if (reasons.isEmpty()) {
            return new Plan.Serve(ready, following(row, before, ready, published));
        }
        var held = version(row, published.held())
                .filter(v -> Freshness.isAll(v.metadata(), metadata))
                .filter(v -> v.settings().equals(before.settings()));
        var hash = held.map(ProviderVersion::hash).orElse(ready.hash());
        boolean isNew = held.isEmpty() && !ready.hash().equals(published.held());
        var outcome = new Refreshed.Held(hash, List.copyOf(reasons), isNew);
        if (!isNew && (hash.equals(row.staged()) || !isFree(row, published))) {
            return held.<Plan>map(v -> renewed(v, ready, outcome, outcome)).orElseGet(() -> new Plan.Rest(outcome));
        }
        return new Plan.Hold(ready, hash, reasons, isNew);
    }

    private Plan same(ProviderRows.Row row, ProviderVersion before, Preparation.Ready ready, Published published) {
        var outcome = new Refreshed.Same(before.hash(), validUntil(before.metadata()));
        var renewed = new Refreshed.Same(before.hash(), validUntil(ready.metadata()));
        return row.serving().isPresent()
                        && published.held() != null
                        && published.held().equals(row.staged())
                ? new Plan.TakeBack(outcome)
                : renewed(before, ready, outcome, renewed);
    }

    private Plan renewed(ProviderVersion version, Preparation.Ready ready, Refreshed left, Refreshed renewed) {
        return Freshness.counts(validUntil(version.metadata()), validUntil(ready.metadata()), clock.instant())
                ? new Plan.Renew(version.hash(), ready, renewed)
                : new Plan.Rest(left);
    }

    // What waits with the document that serves is a change of settings: it goes with the document. Metadata that was
    // brought by hand is not the address's to change.
    private Preparation.@Nullable Ready following(
            ProviderRows.Row row, ProviderVersion served, Preparation.Ready ready, Published published) {
        if (isFree(row, published)) {
            return null;
        }
        return version(row, row.staged())
                .filter(waits -> Freshness.isAll(served.metadata(), waits.metadata()))
                .map(waits -> new ProviderDraft(
                        row.id(), row.partner(), waits.settings(), ready.draft().metadata(), ready.entityId()))
                .map(draft -> preparation.prepare(draft, row))
                .filter(Preparation.Ready.class::isInstance)
                .map(Preparation.Ready.class::cast)
                .orElse(null);
    }

    /** Whether nothing waits but what this address gave: what an administrator has staged is theirs. */
    static boolean isFree(ProviderRows.Row row, Published published) {
        return row.staged() == null || row.staged().equals(published.held());
    }

    private Optional<ProviderVersion> version(ProviderRows.Row row, @Nullable String hash) {
        return Optional.ofNullable(hash).flatMap(h -> providers.version(row.id(), h));
    }

    private static @Nullable Instant validUntil(@Nullable IdpMetadata metadata) {
        return metadata == null ? null : metadata.validUntil();
    }

    private Map<String, Instant> lastSigned(ProviderRows.Row row) {
        var last = new HashMap<String, Instant>();
        for (var key : keys.of(row.id())) {
            if (key.lastSeenSigning() != null) {
                last.put(key.fingerprint(), key.lastSeenSigning());
            }
        }
        return last;
    }
}
