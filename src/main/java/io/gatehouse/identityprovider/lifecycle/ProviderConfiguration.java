package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The folder's door to the life of connections, in the caller's transaction: merging a file is an activation, so what is
 * configured here goes all the way at once and is recorded as {@code untested}.
 */
@Component
public class ProviderConfiguration {
    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final Preparation preparation;
    private final Swap swap;
    private final ProviderStory story;
    private final ConfigurationVersion version;
    private final Clock clock;

    ProviderConfiguration(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Preparation preparation,
            Swap swap,
            ProviderStory story,
            ConfigurationVersion version,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.preparation = preparation;
        this.swap = swap;
        this.story = story;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Makes a connection what the draft says: active if it can sign on with it, a draft without metadata. Refused are an id
     * that is another partner's, and metadata that a reading doesn't accept.
     *
     * @param actor who changes it: {@code idp-config}, an account, a token's name
     */
    public Configured configure(ProviderDraft draft, String actor, Origin origin) {
        version.advance();
        var existing = rows.find(draft.id()).orElse(null);
        return switch (preparation.prepare(draft, existing)) {
            case Preparation.Rejected(var refused) -> new Configured.Refused(refused.why());
            case Preparation.Ready ready -> configure(ready, existing, Change.by(actor, origin));
        };
    }

    /**
     * The same for a connection whose metadata is fetched: it goes on with the document that serves, until the next is here. A
     * document that can't be used with these settings, or any more, is left, and the connection is a draft until then.
     */
    public Configured configureFetched(ProviderDraft draft, String actor, Origin origin) {
        version.advance();
        var existing = rows.find(draft.id()).orElse(null);
        var kept = Optional.ofNullable(existing)
                .filter(row -> row.partner().equals(draft.partner()))
                .map(ProviderRows.Row::live)
                .flatMap(hash -> versions.document(draft.id(), hash))
                .map(d -> new ProviderDraft(draft.id(), draft.partner(), draft.settings(), d.bytes(), d.entityId()));
        if (existing != null
                && kept.isPresent()
                && preparation.prepare(kept.get(), existing) instanceof Preparation.Ready ready) {
            return configure(ready, existing, Change.by(actor, origin));
        }
        return configure(draft, actor, origin);
    }

    /** Retires a connection: it serves no more, and nothing of it is deleted. False if there was nothing to retire. */
    public boolean retire(RegistrationId id, String actor, Origin origin) {
        version.advance();
        if (rows.find(id).isEmpty() || !rows.retire(id, clock.instant())) {
            return false;
        }
        var retired = found(id);
        story.tell(retired, "retired", retired.version(), Evidence.NONE, Change.by(actor, origin));
        return true;
    }

    private Configured configure(Preparation.Ready ready, ProviderRows.@Nullable Row existing, Change by) {
        var id = ready.draft().id();
        var wanted = ready.metadata() == null ? ProviderState.DRAFT : ProviderState.ACTIVE;
        if (existing != null
                && existing.hash().equals(ready.hash())
                && existing.state() == wanted
                && (wanted == ProviderState.DRAFT || existing.staged() == null)) {
            return new Configured.Unchanged(found(id));
        }
        var before = existing == null ? null : found(id);
        apply(ready, existing == null);
        return recorded(before, found(id), by);
    }

    private void apply(Preparation.Ready ready, boolean isNew) {
        var now = clock.instant();
        var draft = ready.draft();
        if (isNew) {
            rows.create(draft.id(), draft.partner(), now);
        }
        versions.add(draft, ready.hash(), ready.entityId(), now);
        if (ready.metadata() == null) {
            rows.makeDraft(draft.id(), ready.hash(), false, now);
        } else {
            swap.toLive(draft.id(), ready.hash(), ready.metadata(), now);
        }
    }

    private Configured recorded(@Nullable IdentityProvider before, IdentityProvider after, Change by) {
        var served = before == null ? null : before.version();
        boolean isNew = before == null || before.state() == ProviderState.RETIRED;
        List<String> differences =
                isNew || served == null ? List.of() : Differences.between(served, after.version(), clock.instant());
        var details = story.of(after, after.version(), false, differences)
                .and(
                        "entity_id_before",
                        Swap.entityLeft(served, after.version()).orElse(null));
        story.tell(after, isNew ? "created" : "changed", after.version(), details, by);
        return isNew ? new Configured.Created(after) : new Configured.Changed(after, differences);
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }
}
