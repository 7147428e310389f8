package io.gatehouse.account;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.partner.PartnerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code invitation}. */
@Repository
class InvitationRows {
    private static final String SELECT = """
            select id, partner, email, created_by, expires_at, accepted_at, revoked_at, role, break_glass,
                new_password
            from invitation\s""";

    private final JdbcClient jdbc;

    InvitationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if this address of the partner was invited before. */
    boolean insert(Invitation invitation, byte[] tokenHash, Instant now) {
        return jdbc.sql("""
                                insert into invitation (id, partner, email, token_hash, created_by, created_at, expires_at,
                                    role, break_glass, new_password)
                                values (:id, :partner, :email, :hash, :by, :now, :expires, :role, :glass, :fresh)
                                on conflict do nothing""")
                        .param("id", invitation.id())
                        .param("partner", invitation.partner().value())
                        .param("email", invitation.email())
                        .param("hash", tokenHash)
                        .param("by", invitation.createdBy())
                        .param("now", now.atOffset(UTC))
                        .param("expires", invitation.expiresAt().atOffset(UTC))
                        .param("role", role(invitation), Types.VARCHAR)
                        .param("glass", invitation.appointment().breakGlass())
                        .param("fresh", invitation.appointment().newPassword())
                        .update()
                == 1;
    }

    /** Opens it anew: a new link, a new expiry; the link before ends. */
    void renew(Invitation invitation, byte[] tokenHash, Instant now) {
        jdbc.sql("""
                        update invitation set token_hash = :hash, created_by = :by, created_at = :now,
                            expires_at = :expires, accepted_at = null, revoked_at = null, role = :role, break_glass = :glass,
                            new_password = :fresh
                        where partner = :partner and email = :email""")
                .param("hash", tokenHash)
                .param("by", invitation.createdBy())
                .param("now", now.atOffset(UTC))
                .param("expires", invitation.expiresAt().atOffset(UTC))
                .param("role", role(invitation), Types.VARCHAR)
                .param("glass", invitation.appointment().breakGlass())
                .param("fresh", invitation.appointment().newPassword())
                .param("partner", invitation.partner().value())
                .param("email", invitation.email())
                .update();
    }

    /** False if it was accepted or revoked meanwhile. */
    boolean accept(UUID id, Instant now) {
        return jdbc.sql("""
                                update invitation set accepted_at = :now, token_hash = null
                                where id = :id and accepted_at is null and revoked_at is null""").param("now", now.atOffset(UTC)).param("id", id).update() == 1;
    }

    /** False if there is none to revoke. */
    boolean revoke(PartnerId partner, String email, Instant now) {
        return jdbc.sql("""
                                update invitation set revoked_at = :now, token_hash = null
                                where partner = :partner and email = :email
                                    and accepted_at is null and revoked_at is null""")
                        .param("now", now.atOffset(UTC))
                        .param("partner", partner.value())
                        .param("email", email)
                        .update()
                == 1;
    }

    /** The addresses that were invited, whether in time or not, and neither came nor were told not to. */
    List<String> unused(PartnerId partner) {
        return jdbc.sql("""
                        select email from invitation
                        where partner = :partner and accepted_at is null and revoked_at is null
                        order by email""")
                .param("partner", partner.value())
                .query(String.class)
                .list();
    }

    Optional<Invitation> find(PartnerId partner, String email, Instant now) {
        return jdbc.sql(SELECT + "where partner = :partner and email = :email")
                .param("partner", partner.value())
                .param("email", email)
                .query(reader(now))
                .optional();
    }

    /** The same, and nobody else may change it before this transaction ends. */
    Optional<Invitation> lock(PartnerId partner, String email, Instant now) {
        return jdbc.sql(SELECT + "where partner = :partner and email = :email for update")
                .param("partner", partner.value())
                .param("email", email)
                .query(reader(now))
                .optional();
    }

    Optional<Invitation> ofToken(byte[] tokenHash, Instant now) {
        return jdbc.sql(SELECT + "where token_hash = :hash")
                .param("hash", tokenHash)
                .query(reader(now))
                .optional();
    }

    /** The same, and nobody else may change it before this transaction ends. */
    Optional<Invitation> lockOfToken(byte[] tokenHash, Instant now) {
        return jdbc.sql(SELECT + "where token_hash = :hash for update")
                .param("hash", tokenHash)
                .query(reader(now))
                .optional();
    }

    private static @Nullable String role(Invitation invitation) {
        var role = invitation.appointment().role();
        return role == null ? null : role.code();
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        var role = row.getString("role");
        return new Appointment(
                role == null ? null : Role.ofCode(role).orElse(null),
                row.getBoolean("break_glass"),
                row.getBoolean("new_password"));
    }

    private static RowMapper<Invitation> reader(Instant now) {
        return (row, number) -> {
            var expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
            return new Invitation(
                    row.getObject("id", UUID.class),
                    new PartnerId(row.getString("partner")),
                    row.getString("email"),
                    row.getString("created_by"),
                    expires,
                    state(row, expires, now),
                    appointment(row));
        };
    }

    private static Invitation.State state(ResultSet row, Instant expires, Instant now) throws SQLException {
        if (row.getObject("accepted_at", OffsetDateTime.class) != null) {
            return Invitation.State.ACCEPTED;
        }
        if (row.getObject("revoked_at", OffsetDateTime.class) != null) {
            return Invitation.State.REVOKED;
        }
        return now.isBefore(expires) ? Invitation.State.OPEN : Invitation.State.EXPIRED;
    }
}
