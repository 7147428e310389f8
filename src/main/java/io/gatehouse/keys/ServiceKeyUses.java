package io.gatehouse.keys;

import static java.time.ZoneOffset.UTC;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who still encrypts to which of our keys: in a rollover the old one is dropped safely once nobody does. */
@Repository
public class ServiceKeyUses {
    private static final Duration AT_MOST_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Cache<Pair, Boolean> written;

    ServiceKeyUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.written = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(AT_MOST_EVERY)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Somebody's use of a key.
     *
     * @param usedBy an identity provider's registration id
     * @param lastUsed right within an hour
     */
    public record Use(String keyId, String usedBy, Instant lastUsed) {}

    /** A key of ours has just opened what this identity provider sent. Writes at most once an hour for each and node. */
    public void saw(String keyId, String usedBy, Instant at) {
        if (written.asMap().putIfAbsent(new Pair(keyId, usedBy), true) != null) {
            return;
        }
        if (update(keyId, usedBy, at) == 0) {
            jdbc.sql("""
                            insert into service_key_use (key_id, used_by, last_used_at) values (:key, :by, :at)
                            on conflict do nothing""")
                    .param("key", keyId)
                    .param("by", usedBy)
                    .param("at", at(at))
                    .update();
        }
    }

    /** Who used a key, the latest first, at most so many. */
    public List<Use> of(String keyId, int most) {
        return jdbc.sql("""
                        select key_id, used_by, last_used_at from service_key_use where key_id = :key
                        order by last_used_at desc, used_by limit :most""")
                .param("key", keyId)
                .param("most", most)
                .query((row, _) -> new Use(
                        row.getString("key_id"),
                        row.getString("used_by"),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private int update(String keyId, String usedBy, Instant at) {
        return jdbc.sql("update service_key_use set last_used_at = :at where key_id = :key and used_by = :by")
                .param("key", keyId)
                .param("by", usedBy)
                .param("at", at(at))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private record Pair(String keyId, String usedBy) {}
}
