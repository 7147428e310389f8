package io.gatehouse.idpconfig;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the folder of partners lies.
 *
 * @param idpConfig the folder; relative to where the process was started
 */
@ConfigurationProperties("gatehouse")
record IdpConfigProperties(@DefaultValue("./idp-config") Path idpConfig) {}
