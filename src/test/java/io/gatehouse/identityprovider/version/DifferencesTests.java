package io.gatehouse.identityprovider.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTests {
    private static final Instant NOW = Instant.parse("2089-12-02T00:00:00Z");
    private static final String ENTITY = "https://idp.partner.example";
    private static final String SSO = "https://sso.partner.example/sso";
    private static final String POST =
            "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"" + SSO
                    + "\"/>";

    private final TestKeys key = TestKeys.rsa(2048);
    private final String before = TestIdentityProvider.withKeys(ENTITY, key).metadata(SSO);

    @Test
    void tellKeysByFingerprintAndDaysLeft() {
        var other = TestIdentityProvider.withKeys(ENTITY, TestKeys.rsa(2048)).metadata(SSO);

        assertThat(between(before, other))
                .hasSize(2)
                .anyMatch(w -> w.matches("key added: [0-9a-f]{64} \\(30 days left\\)"))
                .anyMatch(w -> w.matches("key removed: [0-9a-f]{64} \\(30 days left\\)"));
    }

    @Test
    void tellEndpointsThatMovedAndBindingsThatAreLost() {
        assertThat(between(before, before.replace(SSO, SSO + "2")))
                .containsExactlyInAnyOrder(
                        "sign-on endpoint for redirect moved from " + SSO + " to " + SSO + "2",
                        "sign-on endpoint for post moved from " + SSO + " to " + SSO + "2");
        assertThat(before).contains(POST);
        assertThat(between(before, before.replace(POST, ""))).containsExactly("sign-on endpoint for post lost: " + SSO);
        assertThat(between(before.replace(POST, ""), before))
                .containsExactly("sign-on endpoint for post added: " + SSO);
    }

    @Test
    void tellAnotherEntityIdAndWhetherRequestsAreToBeSigned() {
        assertThat(between(before, before.replace(ENTITY, "https://other.example")))
                .containsExactly("entityID changed from " + ENTITY + " to https://other.example");
        assertThat(between(before, before.replace("protocolSupport", "WantAuthnRequestsSigned=\"1\" protocolSupport")))
                .containsExactly("wants requests signed now");
    }

    private static List<String> between(String before, String after) {
        return Differences.between(version(before), version(after), NOW);
    }

    private static ProviderVersion version(String document) {
        var metadata = new MetadataReader(new TestClock(NOW))
                .read(document.getBytes(StandardCharsets.UTF_8))
                .metadata();
        return new ProviderVersion("hash of " + document.hashCode(), ProviderSettings.DEFAULT, metadata);
    }
}
