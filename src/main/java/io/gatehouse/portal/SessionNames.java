package io.gatehouse.portal;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.session.LogoutName;
import io.gatehouse.portal.PortalRequest.SamlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The names that identity providers know sessions by. */
@Repository
class SessionNames {
    private final JdbcClient jdbc;

    SessionNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The sessions of this name, whatever their state. */
    List<SessionRow> of(LogoutName name) {
        return jdbc.sql(SessionStore.COLUMNS + " where " + name.condition() + " order by created_at")
                .params(name.parameters())
                .query(SessionStore::row)
                .list();
    }

    /** The SAML session behind a portal session, if its provider gave it a name. */
    Optional<SamlSession> behind(String sid) {
        return jdbc.sql("""
                        select name_id, name_id_format, name_qualifier, sp_name_qualifier, session_index,
                            provider_version
                        from portal_session where sid = :sid and name_id is not null""").param("sid", sid).query(SessionNames::saml).optional();
    }

    /** The versions that sessions which are not over came by. */
    Set<NamedSessions.Version> versions() {
        return Set.copyOf(jdbc.sql("""
                        select distinct identity_provider, provider_version from portal_session
                        where ended_at is null and identity_provider is not null and provider_version is not null""")
                .query((row, _) -> new NamedSessions.Version(
                        row.getString("identity_provider"), row.getString("provider_version")))
                .list());
    }

    /** Keeps the name of a sign-in that can't carry it. */
    void keep(UUID signIn, SamlSession saml, Instant now) {
        jdbc.sql("""
                        insert into portal_session_name (sign_in, name_id, name_id_format, name_qualifier,
                            sp_name_qualifier, session_index, provider_version, kept_at)
                        values (:signIn, :nameId, :format, :nameQualifier, :spNameQualifier, :index, :version, :now)
                        on conflict do nothing""")
                .param("signIn", signIn)
                .param("nameId", saml.nameId())
                .param("format", saml.format())
                .param("nameQualifier", saml.nameQualifier())
                .param("spNameQualifier", saml.spNameQualifier())
                .param("index", saml.sessionIndex())
                .param("version", saml.version())
                .param("now", at(now))
                .update();
    }

    /** What was kept of a sign-in. */
    Optional<SamlSession> kept(UUID signIn) {
        return jdbc.sql("""
                        select name_id, name_id_format, name_qualifier, sp_name_qualifier, session_index,
                            provider_version
                        from portal_session_name where sign_in = :signIn""").param("signIn", signIn).query(SessionNames::saml).optional();
    }

    /** Forgets the names of sign-ins that are over by now, whatever came of them. */
    int forgetKept(Instant before) {
        return jdbc.sql("delete from portal_session_name where kept_at < :before")
                .param("before", at(before))
                .update();
    }

    private static SamlSession saml(ResultSet row, int number) throws SQLException {
        return new SamlSession(
                row.getString("name_id"),
                row.getString("name_id_format"),
                row.getString("name_qualifier"),
                row.getString("sp_name_qualifier"),
                row.getString("session_index"),
                row.getString("provider_version"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    /** What rows are found by. */
    static @Nullable String key(@Nullable String provider, @Nullable SamlSession saml) {
        return provider == null || saml == null ? null : LogoutName.key(provider, saml.nameId());
    }
}
