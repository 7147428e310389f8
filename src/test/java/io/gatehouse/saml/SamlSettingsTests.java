package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.saml.arrival.ArrivalLimits;
import io.gatehouse.saml.pending.SamlProperties;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

@NullUnmarked
class SamlSettingsTests {
    @Test
    void hasSaneDefaults() {
        assertThat(bound(Map.of(), "gatehouse.saml", SamlProperties.class))
                .isEqualTo(new SamlProperties(Duration.ofMinutes(10), 4));
        assertThat(bound(Map.of(), "gatehouse.limits.saml", ArrivalLimits.class))
                .isEqualTo(new ArrivalLimits(DataSize.ofKilobytes(400), DataSize.ofKilobytes(256)));
    }

    @Test
    void isReadByTheseNames() {
        var set = Map.of(
                "gatehouse.saml.request-lifetime", "5m",
                "gatehouse.saml.pending-requests", "2",
                "gatehouse.limits.saml.body", "100KB",
                "gatehouse.limits.saml.response", "60KB");
        assertThat(bound(set, "gatehouse.saml", SamlProperties.class))
                .isEqualTo(new SamlProperties(Duration.ofMinutes(5), 2));
        assertThat(bound(set, "gatehouse.limits.saml", ArrivalLimits.class))
                .isEqualTo(new ArrivalLimits(DataSize.ofKilobytes(100), DataSize.ofKilobytes(60)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SamlProperties(Duration.ZERO, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new SamlProperties(Duration.ofHours(2), 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new SamlProperties(Duration.ofMinutes(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SamlProperties(Duration.ofMinutes(1), 9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArrivalLimits(DataSize.ofKilobytes(10), DataSize.ofKilobytes(20)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArrivalLimits(DataSize.ofMegabytes(17), DataSize.ofKilobytes(20)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ArrivalLimits(DataSize.ofMegabytes(2), DataSize.ofKilobytes(257)))
                .withMessageContaining("at most 256KB");
    }

    private static <T> T bound(Map<String, String> set, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(set)).bindOrCreate(prefix, type);
    }
}
