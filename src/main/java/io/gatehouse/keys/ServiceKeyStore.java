package io.gatehouse.keys;

import static java.sql.Types.BINARY;
import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;
import static java.time.ZoneOffset.UTC;

import io.gatehouse.keys.KeyRotation.KeyAge;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.keys.sealing.SealingKeyUnusable;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The key pairs in the database, each private key sealed for its row. */
@Repository
class ServiceKeyStore {
    private final JdbcClient jdbc;
    private final Sealer sealer;

    ServiceKeyStore(JdbcClient jdbc, Keys keys) {
        this.jdbc = jdbc;
        this.sealer = keys.sealer("service-key");
    }

    /** A key pair as kept: in use from an instant on. */
    record Kept(ServiceKey key, Instant usedFrom) {}

    /**
     * Claims the making of a purpose's first key pair, to be filled in the same transaction. False if it is made already;
     * while another transaction is about it, this waits for that one to end.
     */
    boolean claimFirst(Purpose purpose, Instant now) {
        return jdbc.sql("""
                                insert into service_key (id, purpose, generation, private_key, certificate, created_at, used_from)
                                values (:id, :purpose, 1, :nothing, :nothing, :now, :now)
                                on conflict do nothing""")
                        .param("id", claim(purpose))
                        .param("purpose", purpose.name())
                        .param("nothing", new byte[0])
                        .param("now", now.atOffset(UTC))
                        .update()
                == 1;
    }

    /** Fills what was claimed. */
    void fill(Purpose purpose, ServiceKey key) {
        try {
            jdbc.sql("""
                    update service_key set id = :id, private_key = :privateKey, certificate = :certificate
                    where id = :claim""")
                    .param("id", key.id())
                    .param("privateKey", sealer.seal(key.privateKey().getEncoded(), place(key.id())))
                    .param("certificate", key.certificate().getEncoded())
                    .param("claim", claim(purpose))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String claim(Purpose purpose) {
        return "claim-" + purpose.name();
    }

    /** Keeps the key pair that follows this one, unless another already does. */
    boolean addNext(Purpose purpose, String after, ServiceKey key, Instant now, Instant usedFrom) {
        try {
            return jdbc.sql("""
                    insert into service_key (id, purpose, generation, private_key, certificate, created_at, used_from)
                    select cast(:id as varchar), purpose, generation + 1, cast(:privateKey as bytea), cast(:certificate as bytea),
                        cast(:now as timestamp with time zone), cast(:usedFrom as timestamp with time zone)
                    from service_key where id = :after and purpose = :purpose
                    on conflict do nothing""")
                            .param("id", key.id())
                            .param("purpose", purpose.name())
                            .param("after", after)
                            .param("privateKey", sealer.seal(key.privateKey().getEncoded(), place(key.id())), BINARY)
                            .param("certificate", key.certificate().getEncoded(), BINARY)
                            .param("now", at(now), TIMESTAMP_WITH_TIMEZONE)
                            .param("usedFrom", at(usedFrom), TIMESTAMP_WITH_TIMEZONE)
                            .update()
                    == 1;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All key pairs of a purpose but this one are published until then, or ended before. */
    void endOthers(Purpose purpose, String but, Instant until) {
        jdbc.sql("""
                update service_key set published_until = :until
                where purpose = :purpose and id <> :but and (published_until is null or published_until > :until)""")
                .param("purpose", purpose.name())
                .param("but", but)
                .param("until", at(until))
                .update();
    }

    /** How old the published key pairs of a purpose are, the newest first. */
    List<KeyAge> ages(Purpose purpose, Instant now) {
        return jdbc.sql("""
                select id, certificate, created_at, used_from, published_until from service_key
                where purpose = :purpose and (published_until is null or published_until > :now)
                order by generation desc""")
                .param("purpose", purpose.name())
                .param("now", at(now))
                .query((row, _) -> {
                    var until = row.getObject("published_until", OffsetDateTime.class);
                    return new KeyAge(
                            row.getString("id"),
                            Sha256.hex(row.getBytes("certificate")),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("used_from", OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    /** The key pairs of a purpose that are still published at this instant, the newest first. */
    List<Kept> published(Purpose purpose, Instant now) {
        return jdbc.sql("""
                select id, private_key, certificate, used_from from service_key
                where purpose = :purpose and (published_until is null or published_until > :now)
                order by generation desc""")
                .param("purpose", purpose.name())
                .param("now", now.atOffset(UTC))
                .query((row, _) -> kept(row))
                .list();
    }

    private Kept kept(ResultSet row) throws SQLException {
        String id = row.getString("id");
        byte[] privateKey = sealer.open(row.getBytes("private_key"), place(id))
                .orElseThrow(() -> new SealingKeyUnusable(
                        "Gatehouse's own keys in the database were sealed under a key that is not given any more."));
        var key = ServiceKeyForm.read(id, privateKey, row.getBytes("certificate"));
        return new Kept(key, row.getObject("used_from", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(UTC);
    }

    static String place(String id) {
        return "service_key/private_key/" + id;
    }
}
