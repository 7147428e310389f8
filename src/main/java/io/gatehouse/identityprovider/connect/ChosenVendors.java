package io.gatehouse.identityprovider.connect;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.Vendor;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose software somebody said a connection is to; a hint for advice, before and after there is metadata. */
@Repository
public class ChosenVendors {
    private final JdbcClient jdbc;

    ChosenVendors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was said of this connection, if anything. */
    public Optional<Vendor> of(RegistrationId id) {
        return jdbc.sql("select vendor from identity_provider_vendor where provider_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(Vendor::valueOf);
    }

    /** Says so, in the current transaction; whoever says it later is right. */
    public void choose(RegistrationId id, Vendor vendor) {
        int changed = jdbc.sql("update identity_provider_vendor set vendor = :vendor where provider_id = :id")
                .param("vendor", vendor.name())
                .param("id", id.value())
                .update();
        if (changed == 0) {
            jdbc.sql("""
                            insert into identity_provider_vendor (provider_id, vendor)
                            values (:id, :vendor) on conflict do nothing""").param("id", id.value()).param("vendor", vendor.name()).update();
        }
    }
}
