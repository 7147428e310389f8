package io.gatehouse.password;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a password's hash costs (Argon2id, RFC 9106), and how many may be made at once. The defaults are OWASP's; a hash made
 * with other settings is made anew at its person's next sign-in.
 */
@ConfigurationProperties("gatehouse.password")
record PasswordProperties(
        @DefaultValue("19MB") DataSize memory,
        @DefaultValue("2") int iterations,
        @DefaultValue("1") int parallelism,
        @DefaultValue("4") int concurrentHashes,
        @DefaultValue("3s") Duration patience) {
    PasswordProperties {
        if (memory.toMegabytes() < 8 || memory.toMegabytes() > 1024) {
            throw new IllegalArgumentException("gatehouse.password.memory must be 8MB to 1GB");
        }
        if (iterations < 1 || iterations > 20 || parallelism < 1 || parallelism > 16) {
            throw new IllegalArgumentException(
                    "gatehouse.password.iterations must be 1 to 20, gatehouse.password.parallelism 1 to 16");
        }
        if (concurrentHashes < 1 || patience.isNegative() || patience.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException(
                    "gatehouse.password.concurrent-hashes must be 1 or more, gatehouse.password.patience 0s to 30s");
        }
    }
}
