package io.gatehouse.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SecondFactorSettingsTests {
    @Test
    void haveDefaultsAndNames() {
        assertThat(bound(Map.of()).issuer()).isEqualTo("Gatehouse");
        assertThat(bound(Map.of("gatehouse.secondfactor.issuer", "Vendor")).issuer())
                .isEqualTo("Vendor");
    }

    @Test
    void refuseAnIssuerThatWouldSplitTheLabel() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SecondFactorProperties("Gate:house"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecondFactorProperties(" "));
    }

    private static SecondFactorProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.secondfactor", SecondFactorProperties.class);
    }
}
