package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.RegistrationId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What persons say of the versions that came from a connection's address. */
@Repository
public class HeldVersions {
    private final JdbcClient jdbc;

    /** Those of this database. */
    public HeldVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this is one that waits for a person's word. */
    public boolean has(RegistrationId id, String hash) {
        return jdbc.sql("""
                        select count(*) from identity_provider_source
                        where provider_id = :id and held_hash = :hash""")
                        .param("id", id.value())
                        .param("hash", hash)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** This one waits no more, if it did: it serves. False if it did not. Whatever is being fetched now is fetched anew. */
    public boolean accept(RegistrationId id, String hash, Instant now) {
        return jdbc.sql("""
                        update identity_provider_source set held_hash = null, next_at = :now,
                            why = case when status = 'held' then null else why end,
                            since = case when status = 'held' then null else since end,
                            status = case when status = 'held' then 'fine' else status end
                        where provider_id = :id and held_hash = :hash""")
                        .param("id", id.value())
                        .param("hash", hash)
                        .param("now", VersionRows.at(now))
                        .update()
                == 1;
    }

    /** This one is not wanted, whatever the address goes on to publish; it waits no more. */
    public void decline(RegistrationId id, String hash, Instant now) {
        accept(id, hash, now);
        jdbc.sql("""
                        update identity_provider_source set declined_hash = :hash, why = null, next_at = :now
                        where provider_id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("now", VersionRows.at(now))
                .update();
    }

    /** The connection's metadata comes from elsewhere now, so its address is asked no more. False if it had none. */
    public boolean leaveAddress(RegistrationId id) {
        return jdbc.sql("delete from identity_provider_source where provider_id = :id")
                        .param("id", id.value())
                        .update()
                == 1;
    }
}
