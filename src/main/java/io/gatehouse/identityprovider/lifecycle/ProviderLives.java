package io.gatehouse.identityprovider.lifecycle;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.version.Differences;
import io.gatehouse.identityprovider.version.HeldVersions;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What administrators see of connections, read past every cache; and drafts that change one thing of one. */
@Component
public class ProviderLives {
    private final ProviderRows rows;
    private final VersionRows versions;
    private final IdentityProviders providers;
    private final Preparation preparation;
    private final HeldVersions held;
    private final Clock clock;

    ProviderLives(
            ProviderRows rows,
            VersionRows versions,
            IdentityProviders providers,
            Preparation preparation,
            HeldVersions held,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.providers = providers;
        this.preparation = preparation;
        this.held = held;
        this.clock = clock;
    }

    /** The connection of this id, whatever its state. */
    public Optional<ProviderLife> find(RegistrationId id) {
        return rows.find(id).map(this::life);
    }

    /**
     * A draft with these settings and the metadata that is staged, or else serves. Metadata that is held for a person's word is
     * not given it by a change of settings: then it is what serves.
     */
    public Optional<ProviderDraft> withSettings(RegistrationId id, ProviderSettings settings) {
        return rows.find(id).map(row -> draft(row, settings, base(row)));
    }

    private ProviderDraft draft(ProviderRows.Row row, ProviderSettings settings, String hash) {
        var document = versions.document(row.id(), hash);
        return new ProviderDraft(
                row.id(),
                row.partner(),
                settings,
                document.map(VersionRows.Document::bytes).orElse(null),
                document.map(VersionRows.Document::entityId).orElse(null));
    }

    /** A draft with this metadata and the settings that are staged, or else serve. */
    public Optional<ProviderDraft> withMetadata(RegistrationId id, byte[] metadata, @Nullable String entityId) {
        return rows.find(id).map(row -> {
            return new ProviderDraft(id, row.partner(), settings(row, base(row)), metadata, entityId);
        });
    }

    /** What is to be said of the metadata that is staged, or else serves, as of now; worst first. */
    public List<Finding> findings(RegistrationId id) {
        return rows.find(id)
                .map(row -> preparation.prepare(draft(row, settings(row, latest(row)), latest(row)), row))
                .map(prepared -> switch (prepared) {
                    case Preparation.Ready ready -> ready.findings();
                    case Preparation.Rejected(var refused) -> refused.findings();
                })
                .orElse(List.of());
    }

    private ProviderSettings settings(ProviderRows.Row row, String hash) {
        return providers.version(row.id(), hash).orElseThrow().settings();
    }

    private ProviderLife life(ProviderRows.Row row) {
        var live = chapter(row.id(), row.live());
        var staged = chapter(row.id(), row.staged());
        List<String> differences = live == null || staged == null
                ? List.of()
                : Differences.between(live.version(), staged.version(), clock.instant());
        var provider = new IdentityProvider(
                row.id(),
                row.partner(),
                row.state(),
                Objects.requireNonNull(live != null ? live : staged).version());
        return new ProviderLife(
                provider,
                row.revision(),
                live,
                staged,
                chapter(row.id(), row.previous()),
                differences,
                row.trial() == null ? Set.of() : rows.trialOf(row.id()));
    }

    private @Nullable Chapter chapter(RegistrationId id, @Nullable String hash) {
        if (hash == null) {
            return null;
        }
        var times = versions.times(id, hash);
        return new Chapter(
                providers.version(id, hash).orElseThrow(), times.created(), times.tested(), times.activated());
    }

    private String base(ProviderRows.Row row) {
        boolean isHeld = row.staged() != null && row.live() != null && held.has(row.id(), row.staged());
        return isHeld ? Objects.requireNonNull(row.live()) : latest(row);
    }

    private static String latest(ProviderRows.Row row) {
        return Objects.requireNonNull(row.staged() != null ? row.staged() : row.live());
    }
}
