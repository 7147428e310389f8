package io.gatehouse.identityprovider.version;

import io.gatehouse.identityprovider.RegistrationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which versions came from a connection's address and wait for a person's word. */
@Repository
public class HeldVersions {
    private final JdbcClient jdbc;

    /** Those of this database. */
    public HeldVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this is one. */
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
}
