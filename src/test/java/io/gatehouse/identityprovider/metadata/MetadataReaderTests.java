package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataReaderTests {
    private static final String OKTA = "okta-trial-2024.xml";
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
    void keepsEveryKeyOfARollover() {
        assertThat(metadata(TestDocuments.bytes("entra-two-signing-certs.xml")).signingKeys())
                .hasSize(2)
                .extracting(SigningKey::fingerprint)
                .doesNotHaveDuplicates()
                .allMatch(f -> f.matches("[0-9a-f]{64}"));
        assertThat(metadata(TestDocuments.bytes("adfs-same-signing-cert-twice.xml"))
                        .signingKeys())
                .hasSize(1);
        assertRule(TestDocuments.bytes("adfs-same-signing-cert-twice.xml"), Rule.KEY_DUPLICATE);
    }

    @Test
    void readsOneChosenOfSeveral() {
        var document = TestDocuments.bytes("switchaai-aggregate-three-idps.xml");

        var chosen = reader.read(document, "https://aai-logon.test.vho-switchaai.ch/idp/shibboleth");

        assertThat(chosen.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(Objects.requireNonNull(chosen.metadata()).entityId())
                .isEqualTo("https://aai-logon.test.vho-switchaai.ch/idp/shibboleth");
        assertThat(reader.read(document, "https://test-tequila.epfl.ch/SAML2IdP")
                        .verdict())
                .isEqualTo(Verdict.REJECT);
        assertThat(reader.read(document, "https://nobody.example").findings())
                .extracting(Finding::rule)
                .contains("entity-not-found");
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
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "https://user:pass@mocksaml.com/sso",
                "https://mocksaml.com@evil.example/sso",
                "https://mocksaml.com/sso#fragment",
                "/api/saml/sso",
                "//mocksaml.com/sso",
                "ftp://mocksaml.com/sso",
                "https:///sso",
                "https://mocksaml.com/a b",
                "data:text/html,x",
                "",
            })
    void sendsNobodyToWhatIsNoAddressOfAnIdentityProvider(String location) {
        var reading = reader.read(TestDocuments.with(MOCK, SSO, location));

        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(reading.findings()).extracting(Finding::rule).contains("endpoint-unusable", "sso-endpoint-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "http://idp.example/sso, true",
        "http://localhost.evil.example/sso, true",
        "http://127.0.0.1.evil.example/sso, true",
        "http://localhost:8085/sso, false",
        "http://127.0.0.1/sso, false",
        "http://[::1]:80/sso, false",
        "https://my_idp.example/sso, false",
    })
    void warnsOfPlainHttpButOnTheSameMachine(String location, boolean warns) {
        var reading = reader.read(TestDocuments.with(MOCK, SSO, location));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(has(reading, Rule.ENDPOINT_HTTP)).isEqualTo(warns);
        assertThat(Objects.requireNonNull(reading.metadata())
                        .confidential()
                        .singleSignOn()
                        .isEmpty())
                .isEqualTo(warns);
    }

    @ParameterizedTest
    @CsvSource({"89, 90", "29, 30", "6, 7"})
    void warnsBeforeACertificateExpires(int daysBefore, int within) {
        var end = metadata(TestDocuments.bytes(OKTA))
                .signingKeys()
                .getFirst()
                .certificate()
                .getNotAfter()
                .toInstant();
        clock.set(end.minus(Duration.ofDays(daysBefore)));

        var reading = reader.read(TestDocuments.bytes(OKTA));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(reading.findings())
                .filteredOn(f -> f.rule().equals("certificate-expires-soon"))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("within " + within + " days"));
    }

    @Test
    void countsAnExpiredCertificateWithAWarning() {
        clock.set(Instant.parse("2060-01-01T00:00:00Z"));

        assertThat(reader.read(TestDocuments.bytes(OKTA)).verdict()).isEqualTo(Verdict.ACCEPT_WITH_WARNING);
        assertThat(metadata(TestDocuments.bytes(OKTA)).signingKeys()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59Z, metadata-expired, REJECT",
        "2026-12-01T00:00:00Z, metadata-expired, REJECT",
        "2026-12-01T01:00:00.123+02:00, metadata-expired, REJECT",
        "2026-12-20T00:00:00Z, metadata-expires-soon, ACCEPT",
        "2026-12-20T00:00:00, metadata-expires-soon, ACCEPT",
        "tomorrow, validity-unreadable, REJECT",
    })
    void holdsMetadataToItsDate(String validUntil, String rule, Verdict verdict) {
        for (String element : new String[] {"EntityDescriptor", "IDPSSODescriptor"}) {
            var reading = reader.read(
                    TestDocuments.with(OKTA, "<md:" + element, "<md:" + element + " validUntil=\"" + validUntil + '"'));

            assertThat(reading.verdict()).isEqualTo(verdict);
            assertThat(reading.findings()).extracting(Finding::rule).contains(rule);
        }
    }

    @Test
    void takesNoKeyThatIsForEncryptionOnly() {
        var reading = reader.read(TestDocuments.with(OKTA, "use=\"signing\"", "use=\"encryption\""));

        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(has(reading, Rule.SIGNING_KEY_MISSING)).isTrue();
    }

    @Test
    void takesAKeyWithoutUseForSigning() {
        var reading = reader.read(TestDocuments.with(OKTA, "use=\"signing\"", ""));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(has(reading, Rule.KEY_USE_MISSING)).isTrue();
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
    void seesThatASignatureHolds() {
        var reading = reader.read(TestDocuments.bytes("entra-with-bom.xml"));

        assertThat(reading.findings()).extracting(Finding::rule).noneMatch(r -> r.startsWith("signature"));
    }

    @Test
    void neverFollowsASignatureElsewhere() {
        var text = TestDocuments.text("entra-with-bom.xml")
                .replaceFirst("Reference URI=\"[^\"]*\"", "Reference URI=\"http://127.0.0.1:9/\"");

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.SIGNATURE_UNVERIFIABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entityID=\"\"", "entityID=\" \"", "entityID=\"a&#10;b\"", "ID=\"x\""})
    void refusesAnEntityIdThatNamesNobody(String attribute) {
        var text = TestDocuments.text(OKTA).replaceFirst("entityID=\"[^\"]*\"", attribute);

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.ENTITY_ID_INVALID);
    }

    @Test
    void refusesAnEntityIdTooLongToKeep() {
        var text = TestDocuments.text(OKTA)
                .replaceFirst("entityID=\"[^\"]*\"", "entityID=\"urn:" + "x".repeat(1021) + '"');

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.ENTITY_ID_INVALID);
    }

    @Test
    void refusesTwoEntitiesOfOneName() {
        var entity = TestDocuments.text(OKTA).replaceFirst("^<\\?xml[^>]*>\\s*", "");
        var twice = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + entity + entity
                + "</md:EntitiesDescriptor>";

        var reading = reader.read(twice.getBytes(StandardCharsets.UTF_8));

        assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        assertThat(has(reading, Rule.ENTITY_ID_DUPLICATE)).isTrue();
    }

    @Test
    void refusesTwoRolesOfOneEntity() {
        var text = TestDocuments.text(OKTA);
        var role = text.substring(text.indexOf("<md:IDPSSODescriptor"), text.indexOf("</md:EntityDescriptor>"));

        assertRule(
                TestDocuments.with(OKTA, "</md:EntityDescriptor>", role + "</md:EntityDescriptor>"),
                Rule.SEVERAL_IDP_ROLES);
    }

    @Test
    void treatsAnIpHintAsNoRestriction() {
        var hint = "<md:Extensions><mdui:DiscoHints xmlns:mdui=\"urn:oasis:names:tc:SAML:metadata:ui\">"
                + "<mdui:IPHint>192.0.2.0/24</mdui:IPHint></mdui:DiscoHints></md:Extensions><md:KeyDescriptor";
        var reading = reader.read(TestDocuments.with(OKTA, "<md:KeyDescriptor", hint));

        assertThat(reading.verdict()).isEqualTo(Verdict.ACCEPT);
        assertThat(has(reading, Rule.IP_HINT_IGNORED)).isTrue();
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

    private void assertRule(byte[] document, Rule rule) {
        var reading = reader.read(document);
        assertThat(has(reading, rule)).as("%s", reading.findings()).isTrue();
        if (rule.severity() == Finding.Severity.ERROR) {
            assertThat(reading.verdict()).isEqualTo(Verdict.REJECT);
        }
    }

    private static boolean has(MetadataReading reading, Rule rule) {
        return reading.findings().stream().anyMatch(f -> f.rule().equals(rule.id()));
    }
}
