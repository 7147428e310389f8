package io.gatehouse.identityprovider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.ProviderRows.Row;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.ConfigurationCache;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The connections, loaded on demand and cached; never older than a second. */
@Repository
public class IdentityProviders {
    private static final int MOST_ROWS = 50_000;

    /** Bytes of metadata documents whose parsed values are kept; each value takes about as much memory again. */
    private static final long MOST_METADATA = 64L << 20;

    private final ProviderRows rows;
    private final VersionRows versionRows;
    private final ConfigurationCache<RegistrationId, Optional<Row>> byId;
    private final ConfigurationCache<PartnerId, List<RegistrationId>> byPartner;
    private final ConfigurationCache<RegistrationId, Set<String>> trials;

    private final ConfigurationCache<RegistrationId, Map<String, Instant>> renewals;

    // A version never changes but by a renewal, so it outlives every other change of configuration.
    private final Cache<VersionKey, VersionRows.Stored> versions = Caffeine.newBuilder()
            .maximumWeight(MOST_METADATA)
            .weigher((VersionKey key, VersionRows.Stored stored) -> 1_000 + stored.size())
            .build();

    IdentityProviders(ProviderRows rows, VersionRows versionRows, ConfigurationVersion version) {
        this.rows = rows;
        this.versionRows = versionRows;
        this.byId = ConfigurationCache.ofSize(version, MOST_ROWS);
        this.byPartner = ConfigurationCache.ofSize(version, MOST_ROWS);
        this.trials = ConfigurationCache.ofSize(version, MOST_ROWS);
        this.renewals = ConfigurationCache.ofSize(version, MOST_ROWS);
    }

    /** The connection of this id, whatever its state. */
    public Optional<IdentityProvider> find(RegistrationId id) {
        return row(id).map(row -> new IdentityProvider(
                row.id(), row.partner(), row.state(), version(id, row.hash()).orElseThrow()));
    }

    /** All connections of a partner, by id, whatever their state. */
    public List<IdentityProvider> ofPartner(PartnerId partner) {
        return byPartner.get(partner, rows::idsOf).stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The connections whose live metadata has this entityID; one vendor's tenant may stand behind several. */
    public List<RegistrationId> withEntityId(String entityId) {
        return versionRows.servingAs(entityId);
    }

    /** What serves everybody now; empty unless active. */
    public Optional<ProviderVersion> live(RegistrationId id) {
        return row(id).flatMap(Row::serving).flatMap(hash -> version(id, hash));
    }

    /** What waits to be tested and activated; empty if retired. */
    public Optional<ProviderVersion> staged(RegistrationId id) {
        return row(id).filter(row -> row.state() != ProviderState.RETIRED)
                .map(Row::staged)
                .flatMap(hash -> version(id, hash));
    }

    /** One version of a connection, whatever became of it. */
    public Optional<ProviderVersion> version(RegistrationId id, String hash) {
        var key =
                new VersionKey(id, hash, renewals.get(id, versionRows::renewals).get(hash));
        var kept = versions.getIfPresent(key);
        if (kept != null) {
            return Optional.of(kept.version());
        }
        var stored = versionRows.find(id, hash);
        stored.ifPresent(found -> versions.put(key, found));
        return stored.map(VersionRows.Stored::version);
    }

    /** The staged version, if this person is among those who are served it before everybody is. */
    public Optional<ProviderVersion> trialFor(RegistrationId id, String email) {
        return row(id).filter(row -> row.trial() != null && row.trial().equals(row.staged()))
                .filter(row -> row.state() != ProviderState.RETIRED)
                .filter(_ -> trials.get(id, rows::trialOf).contains(email.toLowerCase(Locale.ROOT)))
                .map(Row::staged)
                .flatMap(hash -> version(id, hash));
    }

    /**
     * The versions that sessions may have come by, the last to serve first: of a connection that serves those that ever did,
     * for everybody or on trial, of any other what is on trial. What merely waits, or waited, is none of them: its keys are
     * nobody's word yet. None if retired.
     */
    public List<ProviderVersion> ofSessions(RegistrationId id) {
        return row(id).filter(row -> row.state() != ProviderState.RETIRED).stream()
                .flatMap(row -> row.serving().isPresent()
                        ? versionRows.served(id).stream()
                        : Stream.ofNullable(row.trial()).filter(trial -> trial.equals(row.staged())))
                .flatMap(hash -> version(id, hash).stream())
                .toList();
    }

    private Optional<Row> row(RegistrationId id) {
        return byId.get(id, rows::find);
    }

    private record VersionKey(
            RegistrationId id, String hash, @Nullable Instant renewed) {}
}
