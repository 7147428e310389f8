package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class PasswordSettingsTests {
    @Test
    void haveTheseDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PasswordProperties(DataSize.ofMegabytes(19), 2, 1, 4, Duration.ofSeconds(3)));
    }

    @Test
    void haveTheseNames() {
        assertThat(bind(Map.of(
                        "gatehouse.password.memory", "64MB",
                        "gatehouse.password.iterations", "3",
                        "gatehouse.password.parallelism", "2",
                        "gatehouse.password.concurrent-hashes", "8",
                        "gatehouse.password.patience", "1s")))
                .isEqualTo(new PasswordProperties(DataSize.ofMegabytes(64), 3, 2, 8, Duration.ofSeconds(1)));
    }

    @Test
    void refuseNonsense() {
        var ok = Duration.ofSeconds(1);
        var mb = DataSize.ofMegabytes(19);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PasswordProperties(DataSize.ofKilobytes(8), 2, 1, 4, ok));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordProperties(mb, 0, 1, 4, ok));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordProperties(mb, 2, 0, 4, ok));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordProperties(mb, 2, 1, 0, ok));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PasswordProperties(mb, 2, 1, 4, Duration.ofMinutes(1)));
    }

    private static PasswordProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.password", PasswordProperties.class);
    }
}
