package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.names.AllowlistKeys;
import io.gatehouse.idpconfig.names.UnsupportedPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllowlistInPartnerFileTests {
    @TempDir
    Path root;

    TestFolder folder;

    @BeforeEach
    void start() {
        folder = new TestFolder(root);
    }

    static Stream<String> mixed() {
        return AllowlistKeys.mixed();
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void refusesAnAllowlistWithItsPlace(String key) {
        var finding = folder.northwindProviderWith(key + ": [192.0.2.0/24]").finding();
        assertThat(finding.rule()).isEqualTo("ip-allowlist-unsupported");
        assertThat(finding.place()).isEqualTo("northwind/partner.yaml:15:5");
        assertThat(finding.fix()).contains("conditional access");
        assertThat(folder.partner().accepted()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mixed")
    void refusesItAtTheTop(String key) {
        folder.northwind().partner("northwind", key + ": x\n" + TestFolder.NORTHWIND);
        assertThat(folder.finding().rule()).isEqualTo("ip-allowlist-unsupported");
        assertThat(folder.finding().place()).isEqualTo("northwind/partner.yaml:1:1");
    }

    @Test
    void triesHundredsOfKeys() {
        assertThat(AllowlistKeys.mixed()).hasSizeGreaterThan(200);
    }

    @Test
    void refusesItBelowAnUnknownKeyAndInAList() {
        folder.northwindProviderWith("extra: [{ deep: { allowed-ips: [] } }]");
        assertThat(folder.findings())
                .extracting(f -> f.rule() + " " + f.place())
                .containsExactly(
                        "unknown-key northwind/partner.yaml:15:5",
                        "ip-allowlist-unsupported northwind/partner.yaml:15:23");
    }

    @Test
    void refusesItSpreadOverNestedKeys() {
        folder.northwindProviderWith("ip: { allow: [192.0.2.0/24] }");
        assertThat(folder.findings()).anyMatch(f -> f.rule().equals("ip-allowlist-unsupported"));
    }

    @Test
    void acceptsAPartnerOfThatName() {
        folder.partner("allowlist", """
                partner: allowlist
                name: Allowlist Ltd
                domains: [ip-allowlist.example]
                identity-providers:
                  - id: allowed-ips
                    subject: trusted_network
                    attributes: { groups: [allowed_ips], allowed_ips: [whitelist] }
                """);
        assertThat(folder.findings()).isEmpty();
        assertThat(folder.partner().accepted()).isPresent();
    }

    @Test
    void neverTakesAKeyOfOursForOne() {
        var places = Map.of(
                List.<String>of(), PartnerFile.KEYS,
                List.of("account-manager"), PartnerFile.ACCOUNT_MANAGER_KEYS,
                List.of("second-factor"), PartnerFile.SECOND_FACTOR_KEYS,
                List.of("identity-providers"), ProviderEntry.KEYS,
                List.of("identity-providers", "attributes"), Set.copyOf(AttributeNames.KNOWN));
        places.forEach((path, keys) -> assertThat(keys)
                .allMatch(key -> UnsupportedPath.judge(path, key).isEmpty()));
    }
}
