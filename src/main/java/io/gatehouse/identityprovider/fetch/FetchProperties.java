package io.gatehouse.identityprovider.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of fetching metadata.
 *
 * @param insecureMetadataHosts hosts that metadata may be fetched from in spite of the rules: by plain http, at private
 *     addresses; for tests
 * @param metadataTimeout how long one fetch may take in all, redirects included
 */
@ConfigurationProperties("gatehouse.identityprovider")
record FetchProperties(
        @DefaultValue Set<String> insecureMetadataHosts,
        @DefaultValue("10s") Duration metadataTimeout) {
    FetchProperties {
        insecureMetadataHosts = insecureMetadataHosts.stream()
                .map(h -> h.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (metadataTimeout.isNegative()
                || metadataTimeout.isZero()
                || metadataTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("gatehouse.identityprovider.metadata-timeout is 1ms to 1m");
        }
    }

    boolean loosened(URI address) {
        return address.getHost() != null
                && insecureMetadataHosts.contains(address.getHost().toLowerCase(Locale.ROOT));
    }
}
