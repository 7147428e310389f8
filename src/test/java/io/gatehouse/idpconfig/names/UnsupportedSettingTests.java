package io.gatehouse.idpconfig.names;

import static io.gatehouse.idpconfig.names.UnsupportedSetting.IP_ALLOWLIST;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnsupportedSettingTests {
    static Stream<String> spelt() {
        return AllowlistKeys.spelt();
    }

    static List<String> harmless() {
        return AllowlistKeys.harmless();
    }

    @ParameterizedTest
    @MethodSource("spelt")
    void knowsAnAllowlistInEverySpelling(String key) {
        assertThat(UnsupportedSetting.of(key)).contains(IP_ALLOWLIST);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void takesNothingElseForOne(String key) {
        assertThat(UnsupportedSetting.of(key)).isEmpty();
    }

    @Test
    void triesHundredsOfKeys() {
        assertThat(AllowlistKeys.kebab()).hasSizeGreaterThan(200);
    }

    @Test
    void judgesNestedKeysTogether() {
        assertThat(UnsupportedSetting.ofPath(List.of("ip", "allow"))).contains(IP_ALLOWLIST);
        assertThat(UnsupportedSetting.ofPath(List.of("second-factor", "network", "trusted")))
                .contains(IP_ALLOWLIST);
    }

    @Test
    void makesNoWordOutOfTwoNeighbours() {
        assertThat(UnsupportedSetting.ofPath(List.of("api", "partner", "range")))
                .isEmpty();
    }

    @Test
    void saysWhyAndWhatToDoInstead() {
        assertThat(IP_ALLOWLIST.reason()).isEqualTo(Reason.IP_ALLOWLIST_UNSUPPORTED);
        assertThat(IP_ALLOWLIST.alternative()).contains("conditional access").contains("second factor");
        assertThat(IP_ALLOWLIST.why()).isNotBlank();
    }

    @Test
    void publishesSortedNamesOnce() {
        assertThat(IP_ALLOWLIST.names()).isSorted().doesNotHaveDuplicates();
    }
}
