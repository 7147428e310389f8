package io.gatehouse.account.session;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import io.gatehouse.partner.AuthenticationType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code console_session}. */
@Repository
class SessionRows {
    private static final String SELECT = """
            select id, sign_in, account, authentication_type, second_factor, client_ip, user_agent,
                started_at, used_at, ended_at
            from console_session\s""";

    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the sign-in opened a session before. */
    boolean insert(ConsoleSession session, byte[] tokenHash) {
        return jdbc.sql("""
                                insert into console_session (id, token_hash, sign_in, account, authentication_type,
                                    second_factor, client_ip, user_agent, started_at, used_at)
                                values (:id, :hash, :signIn, :account, :type, :factor, :ip, :agent, :now, :now)
                                on conflict do nothing""")
                        .param("id", session.id())
                        .param("hash", tokenHash)
                        .param("signIn", session.signIn())
                        .param("account", session.account().value())
                        .param("type", session.authenticationType().code())
                        .param("factor", session.secondFactor())
                        .param("ip", session.clientIp(), Types.VARCHAR)
                        .param("agent", session.userAgent(), Types.VARCHAR)
                        .param("now", session.startedAt().atOffset(UTC))
                        .update()
                == 1;
    }

    Optional<ConsoleSession> find(byte[] tokenHash) {
        return jdbc.sql(SELECT + "where token_hash = :hash")
                .param("hash", tokenHash)
                .query(SessionRows::read)
                .optional();
    }

    List<ConsoleSession> openOf(AccountId account, Instant startedAfter, Instant usedAfter) {
        return jdbc.sql(SELECT + """
                        where account = :account and ended_at is null and started_at > :started and used_at > :used
                        order by started_at desc""")
                .param("account", account.value())
                .param("started", startedAfter.atOffset(UTC))
                .param("used", usedAfter.atOffset(UTC))
                .query(SessionRows::read)
                .list();
    }

    void noteUse(UUID id, Instant now) {
        jdbc.sql("update console_session set used_at = :now where id = :id and used_at < :now")
                .param("now", now.atOffset(UTC))
                .param("id", id)
                .update();
    }

    /** False if it had ended. */
    boolean end(UUID id, Instant now) {
        return jdbc.sql("update console_session set ended_at = :now where id = :id and ended_at is null")
                        .param("now", now.atOffset(UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    int endAll(AccountId account, Instant now) {
        return jdbc.sql("update console_session set ended_at = :now where account = :account and ended_at is null")
                .param("now", now.atOffset(UTC))
                .param("account", account.value())
                .update();
    }

    void purge(Instant before) {
        jdbc.sql("delete from console_session where started_at < :before")
                .param("before", before.atOffset(UTC))
                .update();
    }

    private static ConsoleSession read(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new ConsoleSession(
                row.getObject("id", UUID.class),
                row.getObject("sign_in", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                AuthenticationType.valueOf(row.getString("authentication_type").toUpperCase(Locale.ROOT)),
                row.getString("second_factor"),
                row.getString("client_ip"),
                row.getString("user_agent"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
