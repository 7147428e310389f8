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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code console_session}. */
@Repository
class SessionRows {
    private static final String SELECT = """
            select id, sign_in, account, authentication_type, second_factor, client_ip, user_agent,
                started_at, used_at, ended_at, partner, identity_provider, provider_version, name_id, name_id_format,
                name_qualifier, sp_name_qualifier, session_index
            from console_session\s""";

    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the sign-in opened a session before. */
    boolean insert(ConsoleSession session, byte[] tokenHash) {
        var name = session.name();
        return jdbc.sql("""
                                insert into console_session (id, token_hash, sign_in, account, authentication_type,
                                    second_factor, client_ip, user_agent, started_at, used_at, partner, identity_provider,
                                    provider_version, name_id, name_id_format, name_qualifier, sp_name_qualifier,
                                    session_index, logout_key)
                                values (:id, :hash, :signIn, :account, :type, :factor, :ip, :agent, :now, :now, :partner,
                                    :provider, :version, :nameId, :format, :nameQualifier, :spNameQualifier, :index, :key)
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
                        .param("partner", name == null ? null : name.partner(), Types.VARCHAR)
                        .param("provider", name == null ? null : name.identityProvider(), Types.VARCHAR)
                        .param("version", name == null ? null : name.version(), Types.VARCHAR)
                        .param("nameId", name == null ? null : name.nameId(), Types.VARCHAR)
                        .param("format", name == null ? null : name.format(), Types.VARCHAR)
                        .param("nameQualifier", name == null ? null : name.nameQualifier(), Types.VARCHAR)
                        .param("spNameQualifier", name == null ? null : name.spNameQualifier(), Types.VARCHAR)
                        .param("index", name == null ? null : name.sessionIndex(), Types.VARCHAR)
                        .param(
                                "key",
                                name == null ? null : LogoutName.key(name.identityProvider(), name.nameId()),
                                Types.VARCHAR)
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

    /** The sessions that a logout names and that nobody ended. */
    List<ConsoleSession> named(LogoutName name) {
        return jdbc.sql(SELECT + "where ended_at is null and " + name.condition() + " order by started_at")
                .params(name.parameters())
                .query(SessionRows::read)
                .list();
    }

    boolean cameBy(String provider, String version) {
        return jdbc.sql("""
                        select count(*) from console_session
                        where ended_at is null and identity_provider = :provider and provider_version = :version""")
                        .param("provider", provider)
                        .param("version", version)
                        .query(Long.class)
                        .single()
                > 0;
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
                ended == null ? null : ended.toInstant(),
                name(row));
    }

    private static @Nullable NamedBy name(ResultSet row) throws SQLException {
        var nameId = row.getString("name_id");
        return nameId == null
                ? null
                : new NamedBy(
                        row.getString("partner"),
                        row.getString("identity_provider"),
                        nameId,
                        row.getString("name_id_format"),
                        row.getString("name_qualifier"),
                        row.getString("sp_name_qualifier"),
                        row.getString("session_index"),
                        row.getString("provider_version"));
    }
}
