package io.gatehouse.keys;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.keys.sealing.SealingKeyUnusable;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private static String place(String id) {
        return "service_key/private_key/" + id;
    }
}
