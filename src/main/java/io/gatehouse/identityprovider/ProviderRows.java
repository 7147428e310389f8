package io.gatehouse.identityprovider;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of connections and their versions. */
@Repository
class ProviderRows {
    private final JdbcClient jdbc;
    private final MetadataReader reader;

    ProviderRows(JdbcClient jdbc, MetadataReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** A connection's row: which version its state speaks of. */
    record Row(RegistrationId id, PartnerId partner, ProviderState state, String hash) {}

    /** A version as it was read, and how much memory its document stands for. */
    record Stored(ProviderVersion version, int size) {}

    Optional<Row> find(RegistrationId id) {
        return jdbc.sql("select * from identity_provider where id = :id")
                .param("id", id.value())
                .query(ProviderRows::row)
                .optional();
    }

    List<RegistrationId> idsOf(PartnerId partner) {
        return jdbc
                .sql("select id from identity_provider where partner_id = :partner order by id")
                .param("partner", partner.value())
                .query(String.class)
                .list()
                .stream()
                .map(RegistrationId::new)
                .toList();
    }

    List<RegistrationId> idsWith(String entityId) {
        return jdbc.sql("""
                        select p.id from identity_provider p
                            join identity_provider_version v on v.provider_id = p.id and v.hash = p.live_hash
                        where v.entity_id = :entityId order by p.id""").param("entityId", entityId).query(String.class).list().stream()
                .map(RegistrationId::new)
                .toList();
    }

    Stored version(RegistrationId id, String hash) {
        return jdbc.sql("""
                        select hash, settings, entity_id, metadata from identity_provider_version
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .query(this::stored)
                .single();
    }

    /** Adds a version unless it is there. */
    void add(ProviderDraft draft, String hash, @Nullable String entityId, Instant now) {
        jdbc.sql("""
                        insert into identity_provider_version
                            (provider_id, hash, settings, entity_id, metadata, created_at)
                        values (:id, :hash, :settings, :entityId, :metadata, :now)
                        on conflict do nothing""")
                .param("id", draft.id().value())
                .param("hash", hash)
                .param("settings", CanonicalSettings.write(draft.settings()))
                .param("entityId", entityId)
                .param("metadata", draft.metadata(), java.sql.Types.BINARY)
                .param("now", at(now))
                .update();
    }

    void create(RegistrationId id, PartnerId partner, Instant now) {
        jdbc.sql("""
                        insert into identity_provider (id, partner_id, state, created_at, changed_at)
                        values (:id, :partner, 'draft', :now, :now)""")
                .param("id", id.value())
                .param("partner", partner.value())
                .param("now", at(now))
                .update();
    }

    /** Swaps the pointer: this version is live, what was live before is what a rollback returns to. */
    void makeLive(RegistrationId id, String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider set state = 'active', changed_at = :now, staged_hash = null,
                            previous_hash = case when live_hash = :hash then previous_hash else live_hash end,
                            live_hash = :hash
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
        jdbc.sql("""
                        update identity_provider_version set activated_at = :now
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** This version is only being prepared; nothing serves. */
    void makeDraft(RegistrationId id, String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider set state = 'draft', changed_at = :now, staged_hash = :hash,
                            previous_hash = coalesce(live_hash, previous_hash), live_hash = null
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** False if it was retired before, or never was. */
    boolean retire(RegistrationId id, Instant now) {
        return jdbc.sql("""
                        update identity_provider set state = 'retired', changed_at = :now
                        where id = :id and state <> 'retired'""").param("id", id.value()).param("now", at(now)).update() == 1;
    }

    static java.time.OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var state = ProviderState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        var live = row.getString("live_hash");
        var staged = row.getString("staged_hash");
        // A change staged on an active connection waits; a draft has nothing but what is staged.
        var hash = live != null ? live : staged;
        return new Row(
                new RegistrationId(row.getString("id")), new PartnerId(row.getString("partner_id")), state, hash);
    }

    private Stored stored(ResultSet row, int number) throws SQLException {
        var settings = CanonicalSettings.read(row.getString("settings"));
        var document = row.getBytes("metadata");
        var metadata = document == null
                ? null
                : usable(reader.readStored(document, row.getString("entity_id")).orElse(null), settings);
        return new Stored(
                new ProviderVersion(row.getString("hash"), settings, metadata), document == null ? 0 : document.length);
    }

    /** Without endpoints that the settings don't allow: what is left is all that is ever used. */
    static @Nullable IdpMetadata usable(@Nullable IdpMetadata metadata, ProviderSettings settings) {
        return metadata == null || settings.exceptions().httpEndpoints() ? metadata : metadata.confidential();
    }
}
