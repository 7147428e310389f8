package io.gatehouse.keys.sealing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The keys for secrets at rest: 256-bit keys in base64, comma-separated; the first one seals, all open. Unset, a file
 * beside an H2 database holds one.
 */
@ConfigurationProperties("gatehouse")
public record SealingProperties(@Nullable String sealingKey) {
    @Override
    public String toString() {
        return "SealingProperties[" + (sealingKey == null ? "unset" : "hidden") + "]";
    }
}
