package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Step.Done;
import io.gatehouse.identityprovider.lifecycle.Step.Unchanged;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.Freshness;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a version wait: beside what serves, or as a draft where nothing does. */
@Component
class Staging {
    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final Preparation preparation;
    private final ProviderStory story;
    private final HeldVersions held;
    private final Clock clock;

    Staging(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Preparation preparation,
            ProviderStory story,
            HeldVersions held,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.preparation = preparation;
        this.story = story;
        this.held = held;
        this.clock = clock;
    }

    Step stage(ProviderDraft draft, ProviderRows.@Nullable Row existing, Change by) {
        return switch (preparation.prepare(draft, existing)) {
            case Preparation.Rejected(var refused) -> refused;
            case Preparation.Ready ready -> stage(ready, existing, by);
        };
    }

    private Step stage(Preparation.Ready ready, ProviderRows.@Nullable Row existing, Change by) {
        var id = ready.draft().id();
        boolean retired = existing != null && existing.state() == ProviderState.RETIRED;
        boolean serves = existing != null && existing.serving().isPresent();
        var waits = existing == null ? null : existing.staged();
        boolean isLive = existing != null
                && existing.serving().filter(ready.hash()::equals).isPresent();
        // What is held gives way to another version, but to be taken back it is declined.
        boolean settled =
                isLive ? waits == null || held.has(id, waits) : ready.hash().equals(waits);
        if (existing != null && !retired && settled) {
            return new Unchanged(found(id), version(id, ready.hash()), ready.findings());
        }
        var before = existing == null || retired ? null : found(id).version();
        var now = clock.instant();
        if (existing == null) {
            rows.create(id, ready.draft().partner(), now);
        }
        versions.add(ready.draft(), ready.hash(), ready.entityId(), now);
        boolean tested = versions.times(id, ready.hash()).tested() != null;
        if (serves) {
            rows.stage(id, isLive ? null : ready.hash(), now);
        } else {
            rows.makeDraft(id, ready.hash(), tested, now);
        }
        // Nothing serves that could be kept fresh, and the draft would be overwritten.
        boolean byHand = !serves
                && before != null
                && ready.metadata() != null
                && !Freshness.isAll(before.metadata(), ready.metadata());
        var address = Evidence.of("metadata_url", byHand && held.leaveAddress(id) ? "left" : null);
        return staged(id, before, isLive, ready, address, by);
    }

    private Step staged(
            RegistrationId id,
            @Nullable ProviderVersion before,
            boolean isLive,
            Preparation.Ready ready,
            Evidence more,
            Change by) {
        var provider = found(id);
        var next = version(id, ready.hash());
        List<String> differences =
                before == null || isLive ? List.of() : Differences.between(before, next, clock.instant());
        var rules = ready.findings().stream().map(f -> f.rule()).distinct().toList();
        var what = isLive ? "staged change taken back" : before == null ? "created" : "staged";
        var details =
                Evidence.of("differences", differences).and("findings", rules).and(more);
        story.tell(provider, what, next, details, by);
        return new Done(provider, next, ready.findings(), differences);
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }

    private ProviderVersion version(RegistrationId id, String hash) {
        return providers.version(id, hash).orElseThrow();
    }
}
