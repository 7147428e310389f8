package io.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LimitSettingsTests {
    @Test
    void hasDefaultsAnOfficeDoesNotNotice() {
        var limits = bound(Map.of());
        assertThat(limits.address()).isEqualTo(new LimitProperties.Address(300, Duration.ofMinutes(10)));
        assertThat(limits.mail()).isEqualTo(new LimitProperties.Mail(5, Duration.ofHours(1)));
    }

    @Test
    void readsEveryName() {
        var limits = bound(Map.of(
                "gatehouse.limits.address.failures", "1",
                "gatehouse.limits.address.window", "2m",
                "gatehouse.limits.mail.letters", "5",
                "gatehouse.limits.mail.window", "6m"));
        assertThat(limits)
                .isEqualTo(new LimitProperties(
                        new LimitProperties.Address(1, Duration.ofMinutes(2)),
                        new LimitProperties.Mail(5, Duration.ofMinutes(6))));
    }

    @Test
    void refusesLimitsThatAreNone() {
        var window = Duration.ofMinutes(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties.Address(0, window));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties.Mail(1_000_001, window));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties.Mail(1, Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> new LimitProperties.Mail(1, Duration.ZERO));
    }

    private static LimitProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.limits", LimitProperties.class);
    }
}
