package io.gatehouse.identityprovider.connect;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long a set-up link is good for, and the session that comes of it. */
@ConfigurationProperties("gatehouse.identityprovider.connect")
record ConnectLimits(
        @DefaultValue("7d") Duration linkLifetime,
        @DefaultValue("8h") Duration sessionLifetime) {
    ConnectLimits {
        if (!linkLifetime.isPositive() || linkLifetime.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException("gatehouse.identityprovider.connect.link-lifetime must be at most 30d");
        }
        if (!sessionLifetime.isPositive() || sessionLifetime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.identityprovider.connect.session-lifetime must be at most 1d");
        }
    }
}
