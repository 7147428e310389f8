package io.gatehouse.identityprovider.connect;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code connect_link}. */
@Repository
class ConnectLinkRows {
    private static final String SELECT =
            "select id, partner_id, created_by, expires_at, used_at, revoked_at from connect_link ";

    private final JdbcClient jdbc;

    ConnectLinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ConnectLink link, byte[] tokenHash, Instant now) {
        jdbc.sql("""
                        insert into connect_link (id, token_hash, partner_id, created_by, created_at, expires_at)
                        values (:id, :hash, :partner, :by, :now, :expires)""")
                .param("id", link.id())
                .param("hash", tokenHash)
                .param("partner", link.partner().value())
                .param("by", link.createdBy())
                .param("now", now.atOffset(UTC))
                .param("expires", link.expiresAt().atOffset(UTC))
                .update();
    }

    Optional<ConnectLink> ofToken(byte[] tokenHash, Instant now) {
        return jdbc.sql(SELECT + "where token_hash = :hash")
                .param("hash", tokenHash)
                .query(reader(now))
                .optional();
    }

    List<ConnectLink> ofPartner(PartnerId partner, Instant now) {
        return jdbc.sql(SELECT + "where partner_id = :partner order by created_at desc, id")
                .param("partner", partner.value())
                .query(reader(now))
                .list();
    }

    /** False if it was used, revoked or over meanwhile: of two who use it at once one comes in. */
    boolean use(UUID id, Instant now) {
        return jdbc.sql("""
                        update connect_link set used_at = :now
                        where id = :id and used_at is null and revoked_at is null and expires_at > :now""").param("now", now.atOffset(UTC)).param("id", id).update() == 1;
    }

    /** False if there is none of this partner to revoke. */
    boolean revoke(UUID id, PartnerId partner, Instant now) {
        return jdbc.sql("""
                        update connect_link set revoked_at = :now
                        where id = :id and partner_id = :partner and revoked_at is null""")
                        .param("now", now.atOffset(UTC))
                        .param("id", id)
                        .param("partner", partner.value())
                        .update()
                == 1;
    }

    private static RowMapper<ConnectLink> reader(Instant now) {
        return (row, _) -> {
            var used = row.getObject("used_at", OffsetDateTime.class);
            var expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
            return new ConnectLink(
                    row.getObject("id", UUID.class),
                    new PartnerId(row.getString("partner_id")),
                    row.getString("created_by"),
                    expires,
                    used == null ? null : used.toInstant(),
                    state(row, expires, now));
        };
    }

    private static ConnectLink.State state(ResultSet row, Instant expires, Instant now) throws SQLException {
        if (row.getObject("revoked_at", OffsetDateTime.class) != null) {
            return ConnectLink.State.REVOKED;
        }
        if (row.getObject("used_at", OffsetDateTime.class) != null) {
            return ConnectLink.State.USED;
        }
        return now.isBefore(expires) ? ConnectLink.State.OPEN : ConnectLink.State.EXPIRED;
    }
}
