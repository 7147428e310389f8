package io.gatehouse.identityprovider.connect;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.partner.PartnerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code connect_session}. */
@Repository
class ConnectSessionRows {
    private final JdbcClient jdbc;

    ConnectSessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ConnectSession session, byte[] secretHash, Instant now) {
        jdbc.sql("""
                        insert into connect_session
                            (id, secret_hash, partner_id, actor, started_at, expires_at, console_session)
                        values (:id, :hash, :partner, :actor, :now, :expires, :console)""")
                .param("id", session.id())
                .param("hash", secretHash)
                .param("partner", session.partner().value())
                .param("actor", session.actor())
                .param("now", now.atOffset(UTC))
                .param("expires", session.expiresAt().atOffset(UTC))
                .param("console", session.consoleSession())
                .update();
    }

    /** The session of this secret, if it lasts. */
    Optional<ConnectSession> find(byte[] secretHash, Instant now) {
        return jdbc.sql("""
                        select id, partner_id, actor, expires_at, console_session from connect_session
                        where secret_hash = :hash and ended_at is null and expires_at > :now""")
                .param("hash", secretHash)
                .param("now", now.atOffset(UTC))
                .query((row, _) -> new ConnectSession(
                        row.getObject("id", UUID.class),
                        new PartnerId(row.getString("partner_id")),
                        row.getString("actor"),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getObject("console_session", UUID.class)))
                .optional();
    }

    boolean end(UUID id, Instant now) {
        return jdbc.sql("update connect_session set ended_at = :now where id = :id and ended_at is null")
                        .param("now", now.atOffset(UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    int endAllOf(String actor, PartnerId partner, Instant now) {
        return jdbc.sql("""
                        update connect_session set ended_at = :now
                        where actor = :actor and partner_id = :partner and ended_at is null""")
                .param("now", now.atOffset(UTC))
                .param("actor", actor)
                .param("partner", partner.value())
                .update();
    }

    int endAllOf(PartnerId partner, Instant now) {
        return jdbc.sql("update connect_session set ended_at = :now where partner_id = :partner and ended_at is null")
                .param("now", now.atOffset(UTC))
                .param("partner", partner.value())
                .update();
    }

    void purge(Instant before) {
        jdbc.sql("delete from connect_session where expires_at < :before")
                .param("before", before.atOffset(UTC))
                .update();
    }
}
