package io.gatehouse.portal;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Reference;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.SessionRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The hand-offs. Every change names the state and the attempt it starts from, so that of two only one is made. */
@Repository
class SessionStore {
    static final String COLUMNS = """
            select sign_in, sid, jti, account, partner, email, authentication_type, identity_provider, reference,
                   state, attempt, created_at, attempt_at, body
            from portal_session
            """;

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the row of a sign-in's first attempt; false if the sign-in has one already. */
    boolean add(SessionRow row, @Nullable SamlSession saml, Instant dueAt) {
        var about = row.subject();
        var reference = about.reference();
        return jdbc.sql("""
                        insert into portal_session (sign_in, sid, jti, account, partner, email, authentication_type,
                            identity_provider, reference, name_id, name_id_format, name_qualifier, sp_name_qualifier,
                            session_index, provider_version, logout_key, body, state, attempt, created_at, attempt_at, due_at)
                        values (:signIn, :sid, :jti, :account, :partner, :email, :type,
                            :provider, :reference, :nameId, :format, :nameQualifier, :spNameQualifier,
                            :sessionIndex, :version, :logoutKey, :body, :state, :attempt, :created, :attemptAt, :due)
                        on conflict do nothing""")
                        .param("signIn", row.signIn())
                        .param("sid", row.sid().toString())
                        .param("jti", row.jti().toString())
                        .param("account", row.account())
                        .param("partner", about.partner())
                        .param("email", about.email())
                        .param("type", about.authenticationType())
                        .param("provider", about.identityProvider())
                        .param("reference", reference == null ? null : reference.value())
                        .param("nameId", saml == null ? null : saml.nameId())
                        .param("format", saml == null ? null : saml.format())
                        .param("nameQualifier", saml == null ? null : saml.nameQualifier())
                        .param("spNameQualifier", saml == null ? null : saml.spNameQualifier())
                        .param("sessionIndex", saml == null ? null : saml.sessionIndex())
                        .param("version", saml == null ? null : saml.version())
                        .param("logoutKey", SessionNames.key(about.identityProvider(), saml))
                        .param("body", row.body())
                        .param("state", row.state().code())
                        .param("attempt", row.attempt())
                        .param("created", at(row.createdAt()))
                        .param("attemptAt", at(row.attemptAt()))
                        .param("due", at(dueAt))
                        .update()
                == 1;
    }

    Optional<SessionRow> find(UUID signIn) {
        return jdbc.sql(COLUMNS + "where sign_in = :signIn")
                .param("signIn", signIn)
                .query(SessionStore::row)
                .optional();
    }

    Optional<SessionRow> ofSid(String sid) {
        return jdbc.sql(COLUMNS + "where sid = :sid")
                .param("sid", sid)
                .query(SessionStore::row)
                .optional();
    }

    List<SessionRow> openOf(UUID account) {
        return jdbc.sql(COLUMNS + "where account = :account and state = 'open' order by created_at")
                .param("account", account)
                .query(SessionStore::row)
                .list();
    }

    /** Those of an account that are being opened, or may be tried again. */
    List<SessionRow> begunOf(UUID account) {
        return jdbc.sql(COLUMNS
                        + "where account = :account and state in ('opening', 'unavailable') order by created_at")
                .param("account", account)
                .query(SessionStore::row)
                .list();
    }

    /** Makes the next attempt ours; false if somebody else was first. */
    boolean claim(SessionRow seen, Instant now, Instant dueAt) {
        return jdbc.sql("""
                        update portal_session
                        set state = 'opening', attempt = attempt + 1, attempt_at = :now, due_at = :due
                        where sign_in = :signIn and state in ('opening', 'unavailable') and attempt = :attempt""")
                        .param("now", at(now))
                        .param("due", at(dueAt))
                        .param("signIn", seen.signIn())
                        .param("attempt", seen.attempt())
                        .update()
                == 1;
    }

    /** Writes the outcome of the attempt that is ours; false if it was taken from us meanwhile. */
    boolean conclude(SessionRow mine, State outcome, Instant now, @Nullable Instant dueAt) {
        return jdbc.sql("""
                        update portal_session
                        set state = :state, due_at = :due, opened_at = :opened,
                            body = case when :retryable then body end
                        where sign_in = :signIn and state = 'opening' and attempt = :attempt""")
                        .param("state", outcome.code())
                        .param("due", dueAt == null ? null : at(dueAt))
                        .param("opened", outcome == State.OPEN ? at(now) : null)
                        .param("retryable", outcome == State.UNAVAILABLE)
                        .param("signIn", mine.signIn())
                        .param("attempt", mine.attempt())
                        .update()
                == 1;
    }

    /** Moves a row on from the state and attempt it was seen in; false if it is there no more. */
    boolean move(SessionRow seen, State to, @Nullable Instant endedAt, @Nullable Instant dueAt) {
        return jdbc.sql("""
                        update portal_session
                        set state = :to, due_at = :due, body = null,
                            ended_at = coalesce(cast(:ended as timestamp with time zone), ended_at)
                        where sign_in = :signIn and state = :from and attempt = :attempt""")
                        .param("to", to.code())
                        .param("due", dueAt == null ? null : at(dueAt))
                        .param("ended", endedAt == null ? null : at(endedAt))
                        .param("signIn", seen.signIn())
                        .param("from", seen.state().code())
                        .param("attempt", seen.attempt())
                        .update()
                == 1;
    }

    /** Settles once more what was or is being settled; a settling that is under way counts for nothing then. */
    boolean settleAgain(UUID signIn, Instant dueAt) {
        return jdbc.sql("""
                        update portal_session set state = 'settling', attempt = attempt + 1, due_at = :due
                        where sign_in = :signIn and state in ('settling', 'settled')""").param("due", at(dueAt)).param("signIn", signIn).update() == 1;
    }

    /** What the settling task has to look at, the longest overdue first. */
    List<SessionRow> due(Instant now, int most) {
        return jdbc.sql(COLUMNS + "where due_at <= :now order by due_at limit :most")
                .param("now", at(now))
                .param("most", most)
                .query(SessionStore::row)
                .list();
    }

    /** Looks at a row again later. */
    void postpone(SessionRow row, Instant dueAt) {
        jdbc.sql("update portal_session set due_at = :due where sign_in = :signIn and due_at is not null")
                .param("due", at(dueAt))
                .param("signIn", row.signIn())
                .update();
    }

    /** Forgets what is older than this and complete. */
    int forget(Instant before) {
        return jdbc.sql("delete from portal_session where due_at is null and created_at < :before")
                .param("before", at(before))
                .update();
    }

    static SessionRow row(ResultSet row, int number) throws SQLException {
        var account = row.getObject("account", UUID.class);
        var reference = row.getString("reference");
        return new SessionRow(
                row.getObject("sign_in", UUID.class),
                UUID.fromString(row.getString("sid")),
                UUID.fromString(row.getString("jti")),
                account,
                new Subject(
                        reference == null ? null : new Reference(reference),
                        row.getString("partner"),
                        account,
                        row.getString("email"),
                        row.getString("authentication_type"),
                        row.getString("identity_provider")),
                State.ofCode(row.getString("state")),
                row.getInt("attempt"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("attempt_at", OffsetDateTime.class).toInstant(),
                row.getString("body"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }
}
