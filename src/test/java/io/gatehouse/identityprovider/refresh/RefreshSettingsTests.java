package io.gatehouse.identityprovider.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RefreshSettingsTests {
    @Test
    void hasSaneDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new RefreshProperties(Duration.ofHours(6), Duration.ofMinutes(10)));
    }

    @Test
    void isReadByTheseNames() {
        var set = bind(Map.of(
                "gatehouse.identityprovider.refresh.interval", "1h",
                "gatehouse.identityprovider.refresh.retry", "2m"));

        assertThat(set).isEqualTo(new RefreshProperties(Duration.ofHours(1), Duration.ofMinutes(2)));
    }

    @Test
    void refusesToAskAllTheTimeOrHardlyEver() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshProperties(Duration.ofMinutes(1), Duration.ofMinutes(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshProperties(Duration.ofDays(8), Duration.ofMinutes(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshProperties(Duration.ofHours(1), Duration.ofHours(2)));
    }

    private static RefreshProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.identityprovider.refresh", RefreshProperties.class);
    }
}
