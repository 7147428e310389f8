package io.gatehouse.keys;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our own key pairs.
 *
 * @param grantAlgorithm by which session grants are signed with the first key pair made for them, and with each that a
 *     rotation makes
 */
@ConfigurationProperties("gatehouse.keys")
record KeyProperties(@DefaultValue("ES256") GrantAlgorithm grantAlgorithm) {}
