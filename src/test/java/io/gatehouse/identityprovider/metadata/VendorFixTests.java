package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What to do about a finding is said in the words of the vendor whose metadata it is. */
class VendorFixTests {
    // Long after every certificate of the samples has ended.
    private final MetadataReader reader = new MetadataReader(new TestClock(Instant.parse("2090-12-01T00:00:00Z")));

    @ParameterizedTest
    @CsvSource({
        "okta-trial-2024.xml, Okta: the application → Sign On → SAML Signing Certificates → Generate new certificate",
        "entra-with-bom.xml, Entra ID: Single sign-on → SAML Certificates → Token signing certificate → Edit",
        "adfs-same-signing-cert-twice.xml, AD FS: AD FS Management → Service → Certificates",
        "google-2028.xml, Google Workspace: Security → Authentication → SSO with SAML applications → Certificates",
        "keycloak-master-realm.xml, Keycloak: Realm settings → Keys → Add provider",
        "onelogin-2013.xml, OneLogin: Security → Certificates → New",
        "pingone-attributes-in-idp-role.xml, PingOne: Settings → Certificates & Key Pairs → Add",
        "auth0-dev-tenant.xml, Auth0: Settings → Signing Keys",
        "jumpcloud-post-only-rsa4096.xml, JumpCloud: make the next certificate yourself",
        "testshib-no-use-attribute.xml, Shibboleth Identity Provider: make a new key pair",
        "simplesamlphp-aggregate-one-idp.xml, SimpleSAMLphp: saml20-idp-hosted.php: add new_privatekey"
    })
    void saysWhereAnEndedCertificateIsReplacedAtThatVendor(String sample, String menu) {
        assertThat(fix(TestDocuments.text(sample).replaceAll("validUntil=\"[^\"]*\"", ""), Rule.CERTIFICATE_EXPIRED))
                .startsWith(Rule.CERTIFICATE_EXPIRED.fix())
                .contains(" " + menu);
    }

    @Test
    void saysItOfNobodysInTheWordsThatFitAll() {
        var generic = TestDocuments.text("secureworks-post-only-ca-signed.xml");

        assertThat(fix(generic, Rule.CERTIFICATE_EXPIRED)).isEqualTo(Rule.CERTIFICATE_EXPIRED.fix());
    }

    @Test
    void knowsTheVendorOfWhatItRejectsToo() {
        var okta = TestDocuments.text("okta-trial-2024.xml").replace("IDPSSODescriptor", "SPSSODescriptor");
        var shown = TestDocuments.text("okta-copied-from-browser.xml");
        var keycloak =
                TestDocuments.text("keycloak-master-realm.xml").replaceAll("bindings:HTTP-\\w+", "bindings:SOAP");
        var old = TestDocuments.text("adfs-same-signing-cert-twice.xml")
                .replace(
                        "protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"",
                        "protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:1.1:protocol\"");

        assertThat(fix(okta, Rule.IDP_ROLE_MISSING)).contains("Okta: the application → Sign On → SAML 2.0");
        assertThat(fix(shown, Rule.NAMESPACE_MISSING)).contains("Okta: the application → Sign On → SAML 2.0");
        assertThat(fix(keycloak, Rule.SSO_ENDPOINT_MISSING)).contains("Keycloak: take the realm's metadata from");
        assertThat(fix(old, Rule.SAML_11_ONLY)).contains("AD FS: https://<your AD FS>/FederationMetadata");
    }

    @ParameterizedTest
    @EnumSource(value = Vendor.class, mode = EnumSource.Mode.EXCLUDE, names = "GENERIC")
    void hasWordsOfEachVendorForWhatIsMendedThere(Vendor vendor) {
        assertThat(Mending.values())
                .filteredOn(mending -> VendorFile.of(vendor).menu(mending).isPresent())
                .contains(Mending.KEY, Mending.DOCUMENT, Mending.ENDPOINT, Mending.BINDING, Mending.SIGNATURE);
    }

    @ParameterizedTest
    @EnumSource(Mending.class)
    void saysItDifferentlyForEachVendor(Mending mending) {
        var rule = Arrays.stream(Rule.values())
                .filter(r -> r.mending().filter(mending::equals).isPresent())
                .findFirst()
                .orElseThrow();
        var fixes = Arrays.stream(Vendor.values())
                .filter(vendor -> VendorFile.of(vendor).menu(mending).isPresent())
                .map(rule::fix)
                .toList();

        assertThat(new HashSet<>(fixes)).hasSameSizeAs(fixes).hasSizeGreaterThan(9);
    }

    private String fix(String document, Rule rule) {
        var findings = reader.read(document.getBytes(StandardCharsets.UTF_8)).findings();
        return findings.stream()
                .filter(f -> f.rule().equals(rule.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not among " + findings))
                .fix();
    }
}
