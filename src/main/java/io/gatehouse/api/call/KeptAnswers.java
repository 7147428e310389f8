package io.gatehouse.api.call;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Answers kept for those who ask again, sealed for the token and key they were given to. */
@Repository
class KeptAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final Sealer sealer;

    KeptAnswers(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("api.answer");
    }

    /** An answer as it went out. */
    record Kept(String requestHash, int status, Map<String, String> headers, byte @Nullable [] body) {}

    /** Takes a key for a request; false if it was taken before, and then that request is over, one way or the other. */
    boolean take(UUID token, String key, String requestHash, Instant now) {
        return jdbc.sql("""
                                insert into api_answer
                                    (token_id, idempotency_key, request_hash, status, headers, created_at)
                                values (:token, :key, :hash, 0, '{}', :now)
                                on conflict do nothing""")
                        .param("token", token)
                        .param("key", key)
                        .param("hash", requestHash)
                        .param("now", at(now))
                        .update()
                == 1;
    }

    void keep(UUID token, String key, Kept answer) {
        var body = answer.body();
        jdbc.sql("""
                        update api_answer set status = :status, headers = :headers, body = :body
                        where token_id = :token and idempotency_key = :key""")
                .param("status", answer.status())
                .param("headers", write(answer.headers()))
                .param("body", body == null ? null : sealer.seal(body, place(token, key)), Types.BINARY)
                .param("token", token)
                .param("key", key)
                .update();
    }

    Optional<Kept> find(UUID token, String key) {
        return jdbc.sql("select * from api_answer where token_id = :token and idempotency_key = :key")
                .param("token", token)
                .param("key", key)
                .query((row, _) -> read(row, place(token, key)))
                .optional();
    }

    /** Forgets what is older. */
    void purge(Instant before) {
        jdbc.sql("delete from api_answer where created_at < :before")
                .param("before", at(before))
                .update();
    }

    private Kept read(ResultSet row, String place) throws SQLException {
        var sealed = row.getBytes("body");
        return new Kept(
                row.getString("request_hash"),
                row.getInt("status"),
                headers(row.getString("headers")),
                sealed == null
                        ? null
                        : sealer.open(sealed, place)
                                .orElseThrow(
                                        () -> new IllegalStateException("a kept answer can't be opened any more")));
    }

    private static String place(UUID token, String key) {
        return "api_answer/body/" + token + "/" + key;
    }

    private static OffsetDateTime at(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    private static String write(Map<String, String> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private static Map<String, String> headers(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by us", e);
        }
    }
}
