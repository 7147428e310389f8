package io.gatehouse.identityprovider.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.MetadataSigner;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.identityprovider.ProviderSettings.Provisioning;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.testing.TestIdentityProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalSettingsTests {
    private static final ProviderSettings EVERYTHING = new ProviderSettings(
            Unsolicited.ACCEPT,
            List.of("/reports"),
            SignAuthnRequests.ALWAYS,
            true,
            List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
            "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            "employeeNumber",
            Duration.ofSeconds(90),
            Duration.ofMinutes(3),
            Map.of("email", List.of("mail")),
            Provisioning.JUST_IN_TIME,
            List.of(new MetadataSigner(
                    TestIdentityProvider.named("https://signer.example").certificateText())),
            new Exceptions(LocalDate.parse("2027-03-31"), true, true, true, true, true, true));

    @Test
    void readsBackWhatItWrote() {
        assertThat(CanonicalSettings.read(CanonicalSettings.write(EVERYTHING))).isEqualTo(EVERYTHING);
        assertThat(CanonicalSettings.read(CanonicalSettings.write(ProviderSettings.DEFAULT)))
                .isEqualTo(ProviderSettings.DEFAULT);
    }

    @Test
    void namesOnlyWhatDiffersSoThatALaterSettingChangesNoHash() {
        assertThat(CanonicalSettings.write(ProviderSettings.DEFAULT)).isEqualTo("{}");
        assertThat(CanonicalSettings.differences(ProviderSettings.DEFAULT, EVERYTHING))
                .hasSize(ProviderSettings.class.getRecordComponents().length);
    }

    @Test
    void writesTheSameInWhateverOrderTheAttributesCame() {
        var one = new LinkedHashMap<String, List<String>>();
        one.put("email", List.of("m"));
        one.put("groups", List.of("g"));
        var other = new LinkedHashMap<String, List<String>>();
        other.put("groups", List.of("g"));
        other.put("email", List.of("m"));

        assertThat(CanonicalSettings.write(TestSettings.withAttributes(one)))
                .isEqualTo(CanonicalSettings.write(TestSettings.withAttributes(other)));
    }

    @Test
    void hashesSettingsEntityAndMetadataApart() {
        var document = "ab".getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(
                        CanonicalSettings.hash("{}", null, null),
                        CanonicalSettings.hash("{}", "ab", null),
                        CanonicalSettings.hash("{}", null, document),
                        CanonicalSettings.hash("{}", "a", "b".getBytes(StandardCharsets.UTF_8)),
                        CanonicalSettings.hash("{}ab", null, null)))
                .doesNotHaveDuplicates()
                .allMatch(h -> h.matches("[0-9a-f]{64}"));
    }
}
