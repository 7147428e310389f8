package io.gatehouse.idpconfig;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the folder of partners lies.
 *
 * @param idpConfig the folder; relative to where the process was started
 * @param idpConfigInterval how often it is looked at for changes; 100ms to 1h
 */
@ConfigurationProperties("gatehouse")
record IdpConfigProperties(
        @DefaultValue("./idp-config") Path idpConfig,
        @DefaultValue("3s") Duration idpConfigInterval) {
    IdpConfigProperties {
        if (idpConfigInterval.toMillis() < 100 || idpConfigInterval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("gatehouse.idp-config-interval is from 100ms to 1h");
        }
    }
}
