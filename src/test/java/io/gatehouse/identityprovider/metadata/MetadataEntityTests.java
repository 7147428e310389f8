package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom metadata names, and where it sends people. */
class MetadataEntityTests {
    private static final String OKTA = "okta-trial-2024.xml";
    private static final String MOCK = "mocksaml-cert-until-3021.xml";
    private static final String SSO = "https://mocksaml.com/api/saml/sso";

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final MetadataReader reader = new MetadataReader(clock);

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
                "https://169.254.169.254/sso",
                "https://[fe80::1]/sso",
                "https://0.0.0.0/sso",
                "https://[::]/sso",
                "https://224.0.0.1/sso",
                "https://2130706433/sso",
                "https://0x7f000001/sso",
                "https://127.1/sso",
                "https://10.0.0.1./sso",
                "https://256.1.1.1/sso",
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
                        .safe()
                        .singleSignOn()
                        .isEmpty())
                .isEqualTo(warns);
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.1.2.3/sso, endpoint-ip-address, false",
        "https://203.0.113.9:8443/sso, endpoint-ip-address, false",
        "https://[2001:db8::1]/sso, endpoint-ip-address, false",
        "https://127.0.0.1/sso, endpoint-internal-host, true",
        "https://localhost:8443/sso, endpoint-internal-host, true",
        "https://idp/sso, endpoint-internal-host, true",
        "https://adfs.contoso.local/sso, endpoint-internal-host, true",
        "https://idp.example/sso, '', true",
        "https://local.example/sso, '', true",
    })
    void saysWhatKindOfHostAnEndpointIsAt(String location, String rule, boolean safe) {
        var reading = reader.read(TestDocuments.with(MOCK, SSO, location));

        assertThat(reading.findings())
                .extracting(Finding::rule)
                .filteredOn(r -> r.equals("endpoint-ip-address") || r.equals("endpoint-internal-host"))
                .containsAll(rule.isEmpty() ? List.of() : List.of(rule))
                .allMatch(rule::equals);
        assertThat(Objects.requireNonNull(reading.metadata())
                        .safe()
                        .singleSignOn()
                        .isEmpty())
                .isNotEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entityID=\"\"",
                "entityID=\" \"",
                "entityID=\"a&#10;b\"",
                "ID=\"x\"",
                "entityID=\"https://idp.example \"",
                "entityID=\" https://idp.example\"",
                "entityID=\"https://idp.example\nhttps://other.example\"",
                "entityID=\"https://idp.example/a b\"",
                "entityID=\"urn:a  b\"",
                "entityID=\"IdP&#xA0;name\"",
                "entityID=\"https://idp\u200b.example\"",
                "entityID=\"https://idp.example/\u202egnp\"",
            })
    void refusesAnEntityIdThatNamesNobody(String attribute) {
        var text = TestDocuments.text(OKTA).replaceFirst("entityID=\"[^\"]*\"", attribute);

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.ENTITY_ID_INVALID);
    }

    @Test
    void refusesAnEntityIdTooLongToKeep() {
        var text =
                TestDocuments.text(OKTA).replaceFirst("entityID=\"[^\"]*\"", "entityID=\"urn:" + "x".repeat(253) + '"');

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.ENTITY_ID_INVALID);
    }

    @Test
    void takesTheLongestThereMayBe() {
        var text =
                TestDocuments.text(OKTA).replaceFirst("entityID=\"[^\"]*\"", "entityID=\"urn:" + "x".repeat(252) + '"');

        assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8)).verdict()).isEqualTo(Verdict.ACCEPT);
    }

    @Test
    void warnsOfLettersThatMayBeOthers() {
        var text =
                TestDocuments.text(OKTA).replaceFirst("entityID=\"[^\"]*\"", "entityID=\"https://\u0456dp.example\"");

        assertRule(text.getBytes(StandardCharsets.UTF_8), Rule.ENTITY_ID_NOT_ASCII);
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
