package io.gatehouse.identityprovider.refresh;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of refreshing metadata.
 *
 * @param interval how long at most between two fetches; the document's cacheDuration and validUntil may shorten it
 * @param retry how long after a first failure it is tried again; each further one doubles it, up to the interval
 */
@ConfigurationProperties("gatehouse.identityprovider.refresh")
record RefreshProperties(
        @DefaultValue("6h") Duration interval,
        @DefaultValue("10m") Duration retry) {
    static final Duration SHORTEST = Duration.ofMinutes(15);

    RefreshProperties {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("gatehouse.identityprovider.refresh.interval is 15m to 7d");
        }
        if (retry.compareTo(Duration.ofMinutes(1)) < 0 || retry.compareTo(interval) > 0) {
            throw new IllegalArgumentException("gatehouse.identityprovider.refresh.retry is 1m to the interval");
        }
    }
}
