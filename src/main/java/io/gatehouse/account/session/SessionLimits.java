package io.gatehouse.account.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long a session of the console lasts: without being used, and at all (ASVS 7.3). */
@ConfigurationProperties("gatehouse.console.session")
record SessionLimits(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("10h") Duration lifetime) {
    SessionLimits {
        if (idle.compareTo(Duration.ofMinutes(2)) < 0 || lifetime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.console.session.idle must be 2m or more, gatehouse.console.session.lifetime at most 1d");
        }
        if (idle.compareTo(lifetime) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.console.session.idle must not be longer than gatehouse.console.session.lifetime");
        }
    }
}
