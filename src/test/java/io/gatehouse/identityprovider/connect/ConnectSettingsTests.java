package io.gatehouse.identityprovider.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConnectSettingsTests {
    private static final String PREFIX = "gatehouse.identityprovider.connect";

    @Test
    void haveTheseValuesWithNothingSaid() {
        var none = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(none.bindOrCreate(PREFIX, ConnectLimits.class))
                .isEqualTo(new ConnectLimits(Duration.ofDays(7), Duration.ofHours(8)));
    }

    @Test
    void haveTheseNames() {
        var set = new Binder(new MapConfigurationPropertySource(
                Map.of(PREFIX + ".link-lifetime", "2d", PREFIX + ".session-lifetime", "1h")));
        assertThat(set.bindOrCreate(PREFIX, ConnectLimits.class))
                .isEqualTo(new ConnectLimits(Duration.ofDays(2), Duration.ofHours(1)));
    }

    @Test
    void refuseNonsense() {
        var day = Duration.ofDays(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectLimits(Duration.ZERO, day));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectLimits(day.multipliedBy(31), day));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectLimits(day, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectLimits(day, day.plusMillis(1)));
    }
}
