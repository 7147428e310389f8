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
    private final Clock clock;

    Staging(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Preparation preparation,
            ProviderStory story,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.preparation = preparation;
        this.story = story;
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
        if (existing != null
                && !retired
                && (isLive ? waits == null : ready.hash().equals(waits))) {
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
        return staged(id, before, isLive, ready, by);
    }

    private Step staged(
            RegistrationId id, @Nullable ProviderVersion before, boolean isLive, Preparation.Ready ready, Change by) {
        var provider = found(id);
        var next = version(id, ready.hash());
        List<String> differences =
                before == null || isLive ? List.of() : Differences.between(before, next, clock.instant());
        var rules = ready.findings().stream().map(f -> f.rule()).distinct().toList();
        var what = isLive ? "staged change taken back" : before == null ? "created" : "staged";
        story.tell(provider, what, next, Evidence.of("differences", differences).and("findings", rules), by);
        return new Done(provider, next, ready.findings(), differences);
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }

    private ProviderVersion version(RegistrationId id, String hash) {
        return providers.version(id, hash).orElseThrow();
    }
}
