package io.gatehouse.identityprovider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.identityprovider.version.VersionRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When each signing key of a connection was first known and last seen to sign. */
@Repository
public class SigningKeys {
    private static final Duration AT_MOST_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Cache<Use, Boolean> written;

    SigningKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.written = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(AT_MOST_EVERY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * What is known of one key.
     *
     * @param lastSeenSigning right within an hour; null if it never signed
     */
    public record Sighting(
            String fingerprint, Instant firstSeen, @Nullable Instant lastSeenSigning) {}

    /** A key has just signed. Writes at most once an hour for each key and node, so a sign-in mostly pays nothing. */
    public void sawSigning(RegistrationId id, String fingerprint, Instant at) {
        if (written.asMap().putIfAbsent(new Use(id, fingerprint), true) != null) {
            return;
        }
        know(id, fingerprint, at);
        jdbc.sql("""
                        update identity_provider_key set last_seen_signing = :at
                        where provider_id = :id and fingerprint = :fingerprint
                            and (last_seen_signing is null or last_seen_signing < :at)""")
                .param("id", id.value())
                .param("fingerprint", fingerprint)
                .param("at", VersionRows.at(at))
                .update();
    }

    /** The keys that are or were a connection's, by when they were first known. */
    public List<Sighting> of(RegistrationId id) {
        return jdbc.sql("""
                        select fingerprint, first_seen, last_seen_signing from identity_provider_key
                        where provider_id = :id order by first_seen, fingerprint""")
                .param("id", id.value())
                .query((row, number) -> {
                    var last = row.getObject("last_seen_signing", OffsetDateTime.class);
                    return new Sighting(
                            row.getString("fingerprint"),
                            row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                            last == null ? null : last.toInstant());
                })
                .list();
    }

    /** A key is a connection's from now on, unless it was before. */
    public void know(RegistrationId id, String fingerprint, Instant at) {
        jdbc.sql("""
                        insert into identity_provider_key (provider_id, fingerprint, first_seen)
                        values (:id, :fingerprint, :at) on conflict do nothing""")
                .param("id", id.value())
                .param("fingerprint", fingerprint)
                .param("at", VersionRows.at(at))
                .update();
    }

    private record Use(RegistrationId id, String fingerprint) {}
}
