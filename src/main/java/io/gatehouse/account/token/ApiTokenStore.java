package io.gatehouse.account.token;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tokens in the database. */
@Repository
class ApiTokenStore {
    private static final String COLUMNS =
            "select id, scope, partner, created_at, expires_at, created_by, last_used_at, revoked_at from api_token ";

    private final JdbcClient jdbc;

    ApiTokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ApiToken token, TokenHash hash) {
        var partner = token.partner();
        jdbc.sql("""
                insert into api_token (id, hash, scope, partner, created_at, expires_at, created_by)
                values (:id, :hash, :scope, :partner, :createdAt, :expiresAt, :createdBy)""")
                .param("id", token.id())
                .param("hash", hash.bytes())
                .param("scope", token.scope().code())
                .param("partner", partner == null ? null : partner.value(), Types.VARCHAR)
                .param("createdAt", at(token.createdAt()))
                .param("expiresAt", at(token.expiresAt()))
                .param("createdBy", token.createdBy(), Types.VARCHAR)
                .update();
    }

    Optional<ApiToken> find(TokenHash hash) {
        return jdbc.sql(COLUMNS + "where hash = :hash")
                .param("hash", hash.bytes())
                .query((row, _) -> token(row))
                .optional();
    }

    Optional<ApiToken> find(UUID id) {
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query((row, _) -> token(row))
                .optional();
    }

    List<ApiToken> all() {
        return jdbc.sql(COLUMNS + "order by created_at desc, id desc")
                .query((row, _) -> token(row))
                .list();
    }

    /** Notes a use, unless another node noted one since. */
    void noteUse(UUID id, Instant now, Instant since) {
        jdbc.sql("""
                update api_token set last_used_at = :now
                where id = :id and (last_used_at is null or last_used_at < :since)""")
                .param("now", at(now))
                .param("id", id)
                .param("since", at(since))
                .update();
    }

    boolean revoke(UUID id, Instant now) {
        return jdbc.sql("update api_token set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", at(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        String partner = row.getString("partner");
        return new ApiToken(
                row.getObject("id", UUID.class),
                Scope.ofCode(row.getString("scope")).orElseThrow(),
                partner == null ? null : new PartnerId(partner),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                instant(row.getObject("last_used_at", OffsetDateTime.class)),
                instant(row.getObject("revoked_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }
}
