package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataReaderTests {
    private static final String MOCK = "mocksaml-cert-until-3021.xml";
    private static final String SSO = "https://mocksaml.com/api/saml/sso";

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final MetadataReader reader = new MetadataReader(clock);

    @Test
    void readsWhatAnIdentityProviderSays() {
        var keycloak = metadata(TestDocuments.bytes("keycloak-master-realm.xml"));

        assertThat(keycloak.entityId()).isEqualTo("http://localhost:8085/realms/master");
        assertThat(keycloak.vendor()).isEqualTo(Vendor.KEYCLOAK);
        assertThat(keycloak.wantAuthnRequestsSigned()).isTrue();
        assertThat(keycloak.signingKeys()).hasSize(1);
        assertThat(keycloak.nameIdFormats()).contains("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        assertThat(keycloak.singleLogout()).extracting(Endpoint::binding).contains(Binding.POST, Binding.REDIRECT);
        assertThat(keycloak.preferredSignOn()).map(Endpoint::binding).contains(Binding.REDIRECT);
        assertThat(keycloak.validUntil()).isNull();
    }

    @Test
    void readsWhatWasAcceptedOnceWhateverItsDatesSayNow() {
        var document = TestDocuments.bytes("google-expired-validuntil-2021.xml");

        assertThat(reader.read(document).metadata()).isNull();
        assertThat(reader.readStored(document, null))
                .map(IdpMetadata::validUntil)
                .contains(Instant.parse("2021-01-03T16:17:49Z"));
        assertThat(reader.readStored(TestDocuments.bytes("authentik-no-key.xml"), null))
                .isEmpty();
    }

    @Test
    void saysWhereEachFindingStands() {
        var text = TestDocuments.text(MOCK);
        int at = text.lastIndexOf('<', text.indexOf("HTTP-Redirect"));
        int line = (int) text.substring(0, at).lines().count();
        int column = at - text.lastIndexOf('\n', at);

        var findings = reader.read(TestDocuments.with(MOCK, SSO, "javascript:alert(1)"))
                .findings();

        assertThat(findings)
                .filteredOn(f -> f.rule().equals("endpoint-unusable"))
                .extracting(Finding::position)
                .contains(new Position(line, column));
    }

    @Test
    void saysTheSamePlaceInEveryEncodingAndWithAnyLineEnd() {
        var text = TestDocuments.text(MOCK).replace(SSO, "mailto:x").replaceAll("^<\\?xml[^>]*>\\s*", "");
        var expected = reader.read(text.getBytes(StandardCharsets.UTF_8)).findings();

        assertThat(reader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8))
                        .findings())
                .isEqualTo(expected);
        assertThat(reader.read(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))
                        .findings())
                .isEqualTo(expected);
        assertThat(reader.read(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))
                        .findings())
                .isEqualTo(expected);
    }

    @Test
    void isNotDeceivedByTagsInCommentsAndSections() {
        var text = TestDocuments.text(MOCK).replaceAll("^<\\?xml[^>]*>\\s*", "");
        var before = "<!-- <a> -->\n<?pi <b> ?>\n";

        var finding = reader.read((before + text.replace(SSO, "mailto:x")).getBytes(StandardCharsets.UTF_8))
                .findings()
                .getFirst();
        var plain = reader.read(text.replace(SSO, "mailto:x").getBytes(StandardCharsets.UTF_8))
                .findings()
                .getFirst();

        assertThat(finding.rule()).isEqualTo(plain.rule());
        assertThat(finding.position().line()).isEqualTo(plain.position().line() + 2);
        assertThat(finding.position().column()).isEqualTo(plain.position().column());
    }

    @ParameterizedTest
    @CsvSource({
        "protectnetwork-rsa512.xml, key-too-small",
        "spring-idp-corrupt-public-key.xml, key-unreadable",
        "derived-twice-encoded-certificate.xml, key-unreadable",
        "switchaai-keyname-only.xml, certificate-missing",
        "onelogin-post-only-rsa1024.xml, rsa-below-2048",
        "uaa-signed-sha1.xml, signature-sha1",
        "adfs-2012r2-signed.xml, signature-invalid",
        "jumpcloud-post-only-rsa4096.xml, entity-id-not-uri",
        "switchaai-saml11-only.xml, saml-11-only",
        "sp-only.xml, idp-role-missing",
        "okta-copied-from-browser.xml, namespace-missing",
        "empty-file.xml, document-empty",
        "derived-external-entity.xml, doctype",
        "google-comment-before-xml-declaration.xml, not-well-formed",
        "onelogin-post-twice-and-soap.xml, endpoint-duplicate",
        "keycloak-master-realm.xml, endpoint-binding-unsupported",
        "opensso-nested-aggregate.xml, several-idps",
    })
    void namesTheRule(String file, String rule) {
        assertThat(reader.read(TestDocuments.bytes(file)).findings())
                .extracting(Finding::rule)
                .contains(rule);
    }

    @Test
    void tellsTheWorstFirst() {
        assertThat(reader.read(TestDocuments.bytes("adfs-2012r2-signed.xml")).findings())
                .extracting(Finding::severity)
                .isSorted();
    }

    private IdpMetadata metadata(byte[] document) {
        return Objects.requireNonNull(reader.read(document).metadata());
    }
}
