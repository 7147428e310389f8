package io.gatehouse.saml.pending;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The round trip's settings.
 *
 * @param requestLifetime how long a request may wait for its response
 * @param pendingRequests how many requests one browser may wait for; the oldest goes
 */
@ConfigurationProperties("gatehouse.saml")
public record SamlProperties(
        @DefaultValue("10m") Duration requestLifetime,
        @DefaultValue("4") int pendingRequests) {
    /** Refuses what is out of bounds. */
    public SamlProperties {
        if (requestLifetime.isNegative()
                || requestLifetime.isZero()
                || requestLifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("gatehouse.saml.request-lifetime must be more than 0 and at most 1h");
        }
        if (pendingRequests < 1 || pendingRequests > 8) {
            throw new IllegalArgumentException("gatehouse.saml.pending-requests must be 1 to 8");
        }
    }
}
