package io.gatehouse.identityprovider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.partner.ConfigurationCache;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The connections, loaded on demand and cached; never older than a second. */
@Repository
public class IdentityProviders {
    private static final int MOST_ROWS = 50_000;

    /** Bytes of metadata documents whose parsed values are kept; each value takes about as much memory again. */
    private static final long MOST_METADATA = 64L << 20;

    private final ProviderRows rows;
    private final ConfigurationCache<RegistrationId, Optional<ProviderRows.Row>> byId;
    private final ConfigurationCache<PartnerId, List<RegistrationId>> byPartner;

    // A version never changes, so it outlives every change of configuration but its own replacement.
    private final Cache<VersionKey, ProviderRows.Stored> versions = Caffeine.newBuilder()
            .maximumWeight(MOST_METADATA)
            .weigher((VersionKey key, ProviderRows.Stored stored) -> 1_000 + stored.size())
            .build();

    IdentityProviders(ProviderRows rows, ConfigurationVersion version) {
        this.rows = rows;
        this.byId = ConfigurationCache.ofSize(version, MOST_ROWS);
        this.byPartner = ConfigurationCache.ofSize(version, MOST_ROWS);
    }

    /** The connection of this id, whatever its state. */
    public Optional<IdentityProvider> find(RegistrationId id) {
        return byId.get(id, rows::find)
                .map(row -> new IdentityProvider(row.id(), row.partner(), row.state(), version(id, row.hash())));
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
        return rows.idsWith(entityId);
    }

    private ProviderVersion version(RegistrationId id, String hash) {
        return versions.get(new VersionKey(id, hash), key -> rows.version(key.id(), key.hash()))
                .version();
    }

    private record VersionKey(RegistrationId id, String hash) {}
}
