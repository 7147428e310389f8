package io.gatehouse.identityprovider.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.fetch.Validators;
import io.gatehouse.identityprovider.refresh.RefreshStatus.State;
import io.gatehouse.identityprovider.version.VersionRows;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of sources, which is the queue of refreshes too. */
@Repository
class SourceRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    SourceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Source> find(RegistrationId id) {
        return jdbc.sql("select * from identity_provider_source where provider_id = :id")
                .param("id", id.value())
                .query(SourceRows::source)
                .optional();
    }

    /** What is to be looked at: failing or held, of connections that are not retired, longest first. */
    List<Source> troubled(int most) {
        return jdbc.sql("""
                        select s.* from identity_provider_source s join identity_provider p on p.id = s.provider_id
                        where s.status in ('failing', 'held') and p.state <> 'retired'
                        order by s.since, s.provider_id limit :most""").param("most", most).query(SourceRows::source).list();
    }

    long count(State state) {
        return jdbc.sql("""
                        select count(*) from identity_provider_source s join identity_provider p on p.id = s.provider_id
                        where s.status = :status and p.state <> 'retired'""").param("status", state.code()).query(Long.class).single();
    }

    /** What is due, longest waiting first. */
    List<Source> due(Instant now, int most) {
        return jdbc.sql("""
                        select s.* from identity_provider_source s join identity_provider p on p.id = s.provider_id
                        where s.next_at <= :now and p.state <> 'retired'
                        order by s.next_at, s.provider_id limit :most""")
                .param("now", VersionRows.at(now))
                .param("most", most)
                .query(SourceRows::source)
                .list();
    }

    /** Takes a source that is due; false if another node or a change was faster. */
    boolean claim(Source source, Instant until) {
        return jdbc.sql("""
                        update identity_provider_source set next_at = :until
                        where provider_id = :id and url = :url and next_at = :seen""")
                        .param("id", source.id().value())
                        .param("url", source.url().toString())
                        .param("seen", VersionRows.at(source.next()))
                        .param("until", VersionRows.at(until))
                        .update()
                == 1;
    }

    /** Whether this claim still holds; its row is then locked until the transaction ends. */
    boolean confirm(Source source, Instant until) {
        return jdbc.sql("""
                        update identity_provider_source set next_at = :until
                        where provider_id = :id and url = :url and next_at = :until""")
                        .param("id", source.id().value())
                        .param("url", source.url().toString())
                        .param("until", VersionRows.at(until))
                        .update()
                == 1;
    }

    void keep(Source source) {
        jdbc.sql("""
                        update identity_provider_source set first_wanted = :first, status = :status, etag = :etag,
                            last_modified = :modified, validators_of = :of, last_try_at = :tried, last_ok_at = :ok, why = :why, since = :since,
                            failures = :failures, held_hash = :held, declined_hash = :declined,
                            cache_seconds = :cache, next_at = :next
                        where provider_id = :id""")
                .param("id", source.id().value())
                .param("first", source.first())
                .param("status", source.state().code())
                .param("etag", source.validators().etag(), Types.VARCHAR)
                .param("modified", source.validators().lastModified(), Types.VARCHAR)
                .param("of", source.validatorsOf(), Types.VARCHAR)
                .param("tried", at(source.lastTry()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ok", at(source.lastOk()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("why", source.why().isEmpty() ? null : json(source.why()), Types.VARCHAR)
                .param("since", at(source.since()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("failures", source.failures())
                .param("held", source.held(), Types.VARCHAR)
                .param("declined", source.declined(), Types.VARCHAR)
                .param("cache", seconds(source.cacheDuration()), Types.BIGINT)
                .param("next", VersionRows.at(source.next()))
                .update();
    }

    /** The address that is there already is due at once, without what its host said of the last document. */
    boolean wake(RegistrationId id, URI url, Instant now) {
        return jdbc.sql("""
                        update identity_provider_source
                        set next_at = :now, etag = null, last_modified = null, declined_hash = null
                        where provider_id = :id and url = :url""")
                        .param("id", id.value())
                        .param("url", url.toString())
                        .param("now", VersionRows.at(now))
                        .update()
                == 1;
    }

    void add(RegistrationId id, URI url, Instant now) {
        jdbc.sql("""
                        insert into identity_provider_source (provider_id, url, first_wanted, status, failures, next_at)
                        values (:id, :url, true, 'waiting', 0, :now)""")
                .param("id", id.value())
                .param("url", url.toString())
                .param("now", VersionRows.at(now))
                .update();
    }

    private static Source source(ResultSet row, int number) throws SQLException {
        return new Source(
                new RegistrationId(row.getString("provider_id")),
                URI.create(row.getString("url")),
                row.getBoolean("first_wanted"),
                State.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                new Validators(row.getString("etag"), row.getString("last_modified")),
                row.getString("validators_of"),
                instant(row, "last_try_at"),
                instant(row, "last_ok_at"),
                read(row.getString("why")),
                instant(row, "since"),
                row.getInt("failures"),
                row.getString("held_hash"),
                row.getString("declined_hash"),
                row.getObject("cache_seconds", Long.class) == null
                        ? null
                        : Duration.ofSeconds(row.getLong("cache_seconds")),
                row.getObject("next_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : VersionRows.at(instant);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String json(Map<String, Object> why) {
        try {
            return JSON.writeValueAsString(why);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("evidence is always JSON", e);
        }
    }

    private static Map<String, Object> read(@Nullable String json) {
        try {
            return json == null ? Map.of() : JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by us", e);
        }
    }
}
