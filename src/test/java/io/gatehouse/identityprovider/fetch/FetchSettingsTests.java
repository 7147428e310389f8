package io.gatehouse.identityprovider.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FetchSettingsTests {
    @Test
    void loosensNothingUnlessTold() {
        assertThat(bind(Map.of())).isEqualTo(new FetchProperties(Set.of(), Duration.ofSeconds(10)));
    }

    @Test
    void readsEveryName() {
        var set = bind(Map.of(
                "gatehouse.identityprovider.insecure-metadata-hosts", "LocalHost, 127.0.0.1",
                "gatehouse.identityprovider.metadata-timeout", "3s"));

        assertThat(set).isEqualTo(new FetchProperties(Set.of("localhost", "127.0.0.1"), Duration.ofSeconds(3)));
    }

    @Test
    void refusesATimeWithoutBound() {
        assertThatThrownBy(() -> new FetchProperties(Set.of(), Duration.ofHours(1)))
                .hasMessageContaining("metadata-timeout");
    }

    private static FetchProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.identityprovider", FetchProperties.class);
    }
}
