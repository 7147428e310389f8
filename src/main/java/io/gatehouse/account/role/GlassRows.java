package io.gatehouse.account.role;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code break_glass_use}. */
@Repository
class GlassRows {
    private final JdbcClient jdbc;

    GlassRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(GlassUse use) {
        var reference = use.reference();
        jdbc.sql("""
                        insert into break_glass_use (id, account, email, door, client_ip, reference, used_at)
                        values (:id, :account, :email, :door, :ip, :reference, :at)""")
                .param("id", use.id())
                .param("account", use.account().value())
                .param("email", use.email())
                .param("door", use.door().code())
                .param("ip", use.clientIp(), Types.VARCHAR)
                .param("reference", reference == null ? null : reference.value(), Types.VARCHAR)
                .param("at", use.at().atOffset(UTC))
                .update();
    }

    List<GlassUse> since(Instant from, int most) {
        return jdbc.sql("""
                        select id, account, email, door, client_ip, reference, used_at from break_glass_use
                        where used_at > :from order by used_at desc, id desc limit :most""")
                .param("from", from.atOffset(UTC))
                .param("most", most)
                .query(GlassRows::read)
                .list();
    }

    private static GlassUse read(ResultSet row, int number) throws SQLException {
        var reference = row.getString("reference");
        return new GlassUse(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("email"),
                GlassUse.Door.valueOf(row.getString("door").toUpperCase(Locale.ROOT)),
                row.getString("client_ip"),
                reference == null ? null : new Reference(reference),
                row.getObject("used_at", OffsetDateTime.class).toInstant());
    }
}
