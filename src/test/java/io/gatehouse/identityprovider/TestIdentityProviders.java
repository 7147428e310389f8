package io.gatehouse.identityprovider;

import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.identityprovider.version.VersionRows;
import io.gatehouse.partner.ConfigurationVersion;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stores of connections for tests of other packages. */
public final class TestIdentityProviders {
    private TestIdentityProviders() {}

    /** The connections as the node of this counter sees them. */
    public static IdentityProviders of(ProviderRows rows, VersionRows versions, ConfigurationVersion version) {
        return new IdentityProviders(rows, versions, version);
    }

    /** The signing keys of this database. */
    public static SigningKeys keys(JdbcClient jdbc, Clock clock) {
        return new SigningKeys(jdbc, clock);
    }

    /** The signing keys of the connections as administrators watch them. */
    public static ProviderKeys providerKeys(JdbcClient jdbc, Clock clock) {
        return new ProviderKeys(keys(jdbc, clock), clock);
    }
}
