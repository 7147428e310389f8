package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
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
     * Makes a connection what the draft says: active if it can sign on with it, else a draft. Refused are an id that is another
     * partner's, metadata that a reading doesn't accept, and what would leave a connection that serves no way to sign on.
     *
     * @param actor who changes it: {@code idp-config}, an account, a token's name
     */
    public Configured configure(ProviderDraft draft, String actor, Origin origin) {
        version.advance();
        var existing = rows.find(draft.id()).orElse(null);
        return configure(serving(draft, existing), existing, Change.by(actor, origin));
    }

    /**
     * The same for a connection whose metadata is fetched: it goes on with the document that serves, until the next is here. A
     * document that can't be used with these settings, or any more, is left, and the connection is a draft until then.
     */
    public Configured configureFetched(ProviderDraft draft, String actor, Origin origin) {
        version.advance();
        var existing = rows.find(draft.id()).orElse(null);
        return configure(kept(draft, existing), existing, Change.by(actor, origin));
    }

    /** What {@link #configure} would do; changes nothing. */
    public Configured preview(ProviderDraft draft) {
        var existing = rows.find(draft.id()).orElse(null);
        return foreseen(serving(draft, existing), existing);
    }

    /** What {@link #configureFetched} would do; changes nothing. */
    public Configured previewFetched(ProviderDraft draft) {
        var existing = rows.find(draft.id()).orElse(null);
        return foreseen(kept(draft, existing), existing);
    }

    // What is merged serves at once. What can't serve is a draft, as its finding says, but ends no sign-ins: a
    // connection that
    // serves goes on as it is.
    private Preparation.Prepared serving(ProviderDraft draft, ProviderRows.@Nullable Row existing) {
        var prepared = preparation.prepare(draft, existing);
        boolean serves = existing != null && existing.serving().isPresent();
        return serves && prepared instanceof Preparation.Ready ready
                ? Preparation.obstacle(ready.metadata())
                        .<Preparation.Prepared>map(why -> new Preparation.Rejected(new Step.Refused(why)))
                        .orElse(prepared)
                : prepared;
    }

    private Preparation.Prepared kept(ProviderDraft draft, ProviderRows.@Nullable Row existing) {
        return Optional.ofNullable(existing)
                .filter(row -> row.partner().equals(draft.partner()))
                .map(ProviderRows.Row::live)
                .flatMap(hash -> versions.document(draft.id(), hash))
                .map(d -> new ProviderDraft(draft.id(), draft.partner(), draft.settings(), d.bytes(), d.entityId()))
                .map(kept -> preparation.prepare(kept, existing))
                .filter(prepared -> prepared instanceof Preparation.Ready)
                .orElseGet(() -> preparation.prepare(draft, existing));
    }

    private Configured foreseen(Preparation.Prepared prepared, ProviderRows.@Nullable Row existing) {
        return switch (prepared) {
            case Preparation.Rejected(var refused) -> new Configured.Refused(refused.why());
            case Preparation.Ready ready -> foreseen(ready, existing);
        };
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

    private Configured configure(Preparation.Prepared prepared, ProviderRows.@Nullable Row existing, Change by) {
        return switch (prepared) {
            case Preparation.Rejected(var refused) -> new Configured.Refused(refused.why());
            case Preparation.Ready ready -> {
                var outcome = foreseen(ready, existing);
                if (!(outcome instanceof Configured.Unchanged)) {
                    var served =
                            existing == null ? null : found(ready.draft().id()).version();
                    apply(ready, existing == null);
                    record(served, outcome, by);
                }
                yield outcome;
            }
        };
    }

    // What is decided here is what is done, and what a plan says.
    private Configured foreseen(Preparation.Ready ready, ProviderRows.@Nullable Row existing) {
        var draft = ready.draft();
        var wanted = ready.serves() ? ProviderState.ACTIVE : ProviderState.DRAFT;
        if (existing != null
                && existing.hash().equals(ready.hash())
                && existing.state() == wanted
                && (wanted == ProviderState.DRAFT || existing.staged() == null)) {
            return new Configured.Unchanged(found(draft.id()));
        }
        var after = new IdentityProvider(
                draft.id(),
                draft.partner(),
                wanted,
                new ProviderVersion(ready.hash(), draft.settings(), ready.metadata()));
        if (existing == null || existing.state() == ProviderState.RETIRED) {
            return new Configured.Created(after);
        }
        if (existing.hash().equals(ready.hash()) && existing.serving().isPresent()) {
            return new Configured.Changed(after, List.of("what was staged is taken back"));
        }
        var before = found(draft.id()).version();
        return new Configured.Changed(after, Differences.between(before, after.version(), clock.instant()));
    }

    private void apply(Preparation.Ready ready, boolean isNew) {
        var now = clock.instant();
        var draft = ready.draft();
        if (isNew) {
            rows.create(draft.id(), draft.partner(), now);
        }
        versions.add(draft, ready.hash(), ready.entityId(), now);
        if (ready.serves()) {
            swap.toLive(draft.id(), ready.hash(), Objects.requireNonNull(ready.metadata()), now);
        } else {
            rows.makeDraft(draft.id(), ready.hash(), false, now);
        }
    }

    private void record(@Nullable ProviderVersion served, Configured outcome, Change by) {
        switch (outcome) {
            case Configured.Created(var after) -> tell(served, after, "created", List.of(), by);
            case Configured.Changed(var after, var differences) -> tell(served, after, "changed", differences, by);
            case Configured.Unchanged _, Configured.Refused _ -> {}
        }
    }

    private void tell(
            @Nullable ProviderVersion served,
            IdentityProvider after,
            String what,
            List<String> differences,
            Change by) {
        var details = story.of(after, after.version(), false, differences)
                .and(
                        "entity_id_before",
                        Swap.entityLeft(served, after.version()).orElse(null));
        story.tell(after, what, after.version(), details, by);
    }

    private IdentityProvider found(RegistrationId id) {
        return providers.find(id).orElseThrow();
    }
}
