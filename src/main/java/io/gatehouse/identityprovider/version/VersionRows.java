package io.gatehouse.identityprovider.version;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.entity.EntityClaim;
import io.gatehouse.identityprovider.entity.EntityLikeness;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of versions: never updated but for when one was tested and served, and for the freshness of its document. */
@Repository
public class VersionRows {
    private final JdbcClient jdbc;
    private final MetadataReader reader;

    /** The rows of this database, their documents read by this reader. */
    public VersionRows(JdbcClient jdbc, MetadataReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** A version as it was read, and how much memory its document stands for. */
    public record Stored(ProviderVersion version, int size) {}

    /** When a version was made, and when it last passed a test and went live, if ever. */
    public record Times(
            Instant created,
            @Nullable Instant tested,
            @Nullable Instant activated) {}

    /** A document as it came, and which of its entities was chosen. */
    public record Document(byte[] bytes, @Nullable String entityId) {}

    /** One version. */
    public Optional<Stored> find(RegistrationId id, String hash) {
        return jdbc.sql("""
                        select hash, settings, entity_id, metadata from identity_provider_version
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .query(this::stored)
                .optional();
    }

    /** When the documents of a connection's versions were renewed, by hash; of those that were. */
    public Map<String, Instant> renewals(RegistrationId id) {
        var renewals = new HashMap<String, Instant>();
        jdbc.sql("""
                        select hash, renewed_at from identity_provider_version
                        where provider_id = :id and renewed_at is not null""").param("id", id.value()).query((RowCallbackHandler) row -> renewals.put(
                row.getString("hash"),
                row.getObject("renewed_at", OffsetDateTime.class).toInstant()));
        return Map.copyOf(renewals);
    }

    /** Gives one a document that differs from its own in nothing but its freshness. */
    public void renew(RegistrationId id, String hash, byte[] document, Instant now) {
        jdbc.sql("""
                        update identity_provider_version set metadata = :document, renewed_at = :now
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .param("document", document)
                .param("now", at(now))
                .update();
    }

    /** The times of one that is there. */
    public Times times(RegistrationId id, String hash) {
        return jdbc.sql("""
                        select created_at, tested_at, activated_at from identity_provider_version
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .query((row, _) -> new Times(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "tested_at"),
                        instant(row, "activated_at")))
                .single();
    }

    /** The document of one, if it has any. */
    public Optional<Document> document(RegistrationId id, String hash) {
        return jdbc.sql("""
                        select metadata, entity_id from identity_provider_version
                        where provider_id = :id and hash = :hash and metadata is not null""")
                .param("id", id.value())
                .param("hash", hash)
                .query((row, _) -> new Document(row.getBytes("metadata"), row.getString("entity_id")))
                .optional();
    }

    /** The versions by which somebody may have come in, for everybody or on trial; the last to begin first. */
    public List<String> served(RegistrationId id) {
        return jdbc.sql("""
                        select hash from identity_provider_version
                        where provider_id = :id and (activated_at is not null or tried_at is not null)
                        order by coalesce(activated_at, tried_at) desc, hash""").param("id", id.value()).query(String.class).list();
    }

    /** The connections that serve with an entityID. */
    public List<RegistrationId> servingAs(String entityId) {
        return jdbc.sql("""
                        select p.id from identity_provider p
                            join identity_provider_version v on v.provider_id = p.id and v.hash = p.live_hash
                        where v.entity_id = :entityId order by p.id""").param("entityId", entityId).query(String.class).list().stream()
                .map(RegistrationId::new)
                .toList();
    }

    /**
     * The connections, not retired, that serve or are about to serve with this entityID or with one that looks like it, by
     * their ids.
     */
    public List<EntityClaim> claimsLike(String entityId) {
        var likeness = EntityLikeness.of(entityId);
        // Those of before the column was there are compared here.
        return jdbc
                .sql("""
                        select distinct p.id, p.partner_id, v.entity_id from identity_provider p
                            join identity_provider_version v
                                on v.provider_id = p.id and (v.hash = p.live_hash or v.hash = p.staged_hash)
                        where (v.entity_likeness = :likeness or (v.entity_likeness is null and v.entity_id is not null))
                            and p.state <> 'retired'
                        order by p.id""")
                .param("likeness", likeness)
                .query((row, _) -> new EntityClaim(
                        new RegistrationId(row.getString("id")),
                        new PartnerId(row.getString("partner_id")),
                        row.getString("entity_id")))
                .list()
                .stream()
                .filter(found -> EntityLikeness.of(found.entityId()).equals(likeness))
                .toList();
    }

    /** Adds a version unless it is there. */
    public void add(ProviderDraft draft, String hash, @Nullable String entityId, Instant now) {
        jdbc.sql("""
                        insert into identity_provider_version
                            (provider_id, hash, settings, entity_id, entity_likeness, metadata, created_at)
                        values (:id, :hash, :settings, :entityId, :likeness, :metadata, :now)
                        on conflict do nothing""")
                .param("id", draft.id().value())
                .param("hash", hash)
                .param("settings", CanonicalSettings.write(draft.settings()))
                .param("entityId", entityId)
                .param("likeness", entityId == null ? null : EntityLikeness.of(entityId), Types.VARCHAR)
                .param("metadata", draft.metadata(), Types.BINARY)
                .param("now", at(now))
                .update();
    }

    /** A version went live. */
    public void activated(RegistrationId id, String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider_version set activated_at = :now
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** A version serves the people named for a trial. */
    public void tried(RegistrationId id, String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider_version set tried_at = :now
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** A version passed a test. */
    public void tested(RegistrationId id, String hash, Instant now) {
        jdbc.sql("""
                        update identity_provider_version set tested_at = :now
                        where provider_id = :id and hash = :hash""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", at(now))
                .update();
    }

    /** An instant as the databases keep it. */
    public static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
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
    public static @Nullable IdpMetadata usable(@Nullable IdpMetadata metadata, ProviderSettings settings) {
        return metadata == null || settings.exceptions().httpEndpoints() ? metadata : metadata.safe();
    }
}
