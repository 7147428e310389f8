package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountSettingsTests {
    @Test
    void haveDefaults() {
        var none = new Binder(new MapConfigurationPropertySource(Map.of()));
        assertThat(none.bindOrCreate("gatehouse.account", AccountProperties.class)
                        .invitationLifetime())
                .isEqualTo(Duration.ofDays(7));
        assertThat(none.bindOrCreate("gatehouse.console", ConsolePartner.class).id())
                .hasToString("operators");
    }

    @Test
    void haveTheseNames() {
        var set = new Binder(new MapConfigurationPropertySource(
                Map.of("gatehouse.account.invitation-lifetime", "48h", "gatehouse.console.partner", "vendor")));
        assertThat(set.bindOrCreate("gatehouse.account", AccountProperties.class)
                        .invitationLifetime())
                .isEqualTo(Duration.ofHours(48));
        assertThat(set.bindOrCreate("gatehouse.console", ConsolePartner.class).partner())
                .isEqualTo("vendor");
    }

    @Test
    void refuseNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountProperties(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsolePartner("No Id"));
    }
}
