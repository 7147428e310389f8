package io.gatehouse.console.connect;

import static io.gatehouse.console.connect.IntakeScene.SSO;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows MD-1 to MD-5 and MD-7 to MD-13 of what the intake of metadata must withstand: one document each, sent by the API
 * and through the set-up pages. {@code MetadataChangeThreatsTests} has the others.
 */
class MetadataThreatsTests {
    private static final TestIdentityProvider IDP = IntakeScene.idp("threats");
    private static final String DOCUMENT = IDP.metadata(SSO);
    private static final String OPEN = "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">";
    private static final String CLOSE = "</md:EntitiesDescriptor>";

    private static IntakeScene scene;

    @BeforeAll
    static void start() {
        scene = new IntakeScene();
    }

    @Test
    void md1ReadsNoDocumentTypeWhateverIsInIt() {
        scene.refuses("<!DOCTYPE x SYSTEM \"https://evil.example/x.dtd\">\n" + DOCUMENT, "doctype", 1);
        var external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n";
        scene.refuses(external + DOCUMENT.replace(IDP.entityId(), "https://a.example/&e;"), "doctype", 1);
        var bomb =
                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>\n";
        scene.refuses("\n" + bomb + DOCUMENT, "doctype", 2);
    }

    @Test
    void md2TakesNoFederationForAnIdentityProvider() {
        var small = "<md:EntityDescriptor entityID=\"https://%d.example\"><md:IDPSSODescriptor"
                + " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/></md:EntityDescriptor>";
        scene.refuses(OPEN + many(1_000, small) + CLOSE, "several-idps", 1);
        scene.refuses(OPEN + many(4_000, small) + CLOSE, "document-too-large", 1);
        scene.refuses("<!--" + "x".repeat(256 << 10) + "-->" + DOCUMENT, "document-too-large", 1);
    }

    private static String many(int count, String entity) {
        return IntStream.range(0, count).mapToObj(entity::formatted).collect(Collectors.joining());
    }

    @Test
    void md3TakesNoEntityThatIsThereTwiceWithAnotherKey() {
        var other = TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048));
        scene.refuses(OPEN + "\n" + DOCUMENT + other.metadata(SSO) + CLOSE, "entity-id-duplicate", 13);
        // Nor where it is chosen.
        var chosen = scene.admin
                .upload(
                        "POST",
                        scene.all + "?id=" + scene.id + "&entity_id=" + IDP.entityId(),
                        IntakeScene.bytes(OPEN + DOCUMENT + other.metadata(SSO) + CLOSE))
                .refused(422, "configuration-invalid");
        assertThat(chosen.at("/verdict")).isEqualTo("reject");
        scene.nothingCameOfIt();
    }

    @Test
    void md4AsksWhichOneIsMeantHoweverDeepTheyLie() {
        var nested = OPEN + OPEN + DOCUMENT + CLOSE + IntakeScene.idp("other").metadata(SSO) + CLOSE;
        scene.refuses(nested, "several-idps", 1);
        assertThat(scene.paste(nested).heading()).isEqualTo("Which one is yours?");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59Z, metadata-expired",
        "2016-01-28T14:26:41Z, metadata-expired",
        "soon, validity-unreadable"
    })
    void md5TakesNothingThatIsNotValidAnyMore(String until, String rule) {
        scene.refuses(DOCUMENT.replaceFirst("entityID", "validUntil=\"" + until + "\" entityID"), rule, 1);
        scene.refuses(OPEN.replace(">", " validUntil=\"" + until + "\">") + "\n" + DOCUMENT + CLOSE, rule, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "KeyDescriptor use=\"signing\", KeyDescriptor use=\"encryption\"",
        "X509Certificate>, KeyName>",
        "<ds:X509Certificate>, <ds:X509Certificate>garbage",
    })
    void md7TakesNothingWithoutAKeyThatSigns(String what, String by) {
        scene.refuses(DOCUMENT.replace(what, by), "signing-key-missing", 2);
    }

    @Test
    void md7TakesNoBareKeyAndNoAbsentOne() {
        var bare = DOCUMENT.replaceFirst(
                "(?s)<ds:X509Data>.*</ds:X509Data>",
                "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus></ds:RSAKeyValue></ds:KeyValue>");
        scene.refuses(bare, "signing-key-missing", 2);
        var none = DOCUMENT.replaceFirst("(?s)<md:KeyDescriptor.*</md:KeyDescriptor>\\s*", "");
        scene.refuses(none, "signing-key-missing", 2);
    }

    @Test
    void md8AKeyWithoutAUseIsForSigningAndChecksStayOn() {
        var other = new IntakeScene();
        var made = other.upload(DOCUMENT.replace(" use=\"signing\"", "")).answered(201);
        assertThat(made.body().at("/lint/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("key-use-missing"));
        assertThat(made.body().at("/staged/metadata/signing_keys")).hasSize(1);
    }

    @Test
    void md9CountsNoKeyThatCanBeBrokenAndWarnsOfWeakAndOldOnes() {
        var broken = TestIdentityProvider.withKeys("https://weak.intake.example", TestKeys.rsa(768));
        scene.refuses(broken.metadata(SSO), "signing-key-missing", 2);
        warned(TestKeys.rsa(1024), "rsa-below-2048");
        warned(TestKeys.rsa(2048).expired(), "certificate-expired");
    }

    private static void warned(TestKeys keys, String rule) {
        var made = new IntakeScene()
                .upload(TestIdentityProvider.withKeys("https://weak.intake.example", keys)
                        .metadata(SSO))
                .answered(201);
        assertThat(made.at("/lint/verdict")).isEqualTo("accept-with-warning");
        assertThat(made.body().at("/lint/findings"))
                .anyMatch(f -> f.get("rule").asText().equals(rule)
                        && f.get("severity").asText().equals("warning")
                        && f.get("line").asInt() == 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "https://idp.example@evil.example/sso",
                "https://user:secret@idp.example/sso",
                "https://169.254.169.254/sso",
                "https://[fe80::1]/sso",
                "https://2130706433/sso",
                "https://idp.example/sso#fragment",
                "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
                "https://idp.example/&quot;&gt;&lt;script&gt;",
                "",
            })
    void md10SendsNobodyToWhatIsNoAddressOfAnIdentityProvider(String location) {
        scene.refuses(DOCUMENT.replace(SSO, location), "sso-endpoint-missing", 2);
        var lint = scene.admin.upload("POST", "/metadata-lint", IntakeScene.bytes(DOCUMENT.replace(SSO, location)));
        assertThat(lint.body().at("/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("endpoint-unusable")
                        && f.get("line").asInt() == 8);
    }

    @ParameterizedTest
    @CsvSource({
        "http://idp.example/sso, endpoint-http",
        "http://localhost.evil.example/sso, endpoint-http",
        "https://10.1.2.3/sso, endpoint-ip-address",
        "https://[2001:db8::1]/sso, endpoint-ip-address",
    })
    void md10ActivatesNothingInPlainTextOrAtANumber(String location, String rule) {
        var other = new IntakeScene();
        var made = other.upload(DOCUMENT.replace(SSO, location)).answered(201);
        assertThat(made.body().at("/lint/findings"))
                .anyMatch(f ->
                        f.get("rule").asText().equals(rule) && f.get("line").asInt() == 8)
                .anyMatch(f -> f.get("rule").asText().equals("endpoint-http-only"));
        other.admin.post(other.one + "/activate?untested=true").refused(409, "configuration-invalid");
        assertThat(other.admin.get(other.one).at("/state")).isEqualTo("draft");
        other.nobodyIsSent(other.id);
    }

    /** What a name resolves to, redirects, bodies without an end: {@code InwardAddressTests}, {@code HostileHostTests}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://idp.example/metadata",
                "jar:https://idp.example/a.jar!/metadata",
                "https://169.254.169.254/latest/meta-data",
                "https://127.0.0.1/metadata",
                "https://[::1]/metadata",
                "https://2130706433/metadata",
                "https://localhost/metadata",
                "https://idp.example@127.0.0.1/metadata",
            })
    void md11FetchesFromNowhereInside(String address) {
        var refused = scene.admin
                .post(scene.all + "?id=" + scene.id, "{\"metadata_url\": \"" + address + "\"}")
                .refused(422, "configuration-invalid");
        assertThat(refused.at("/pointer")).isEqualTo("/metadata_url");
        scene.nothingCameOfIt();
    }

    @Test
    void md12WantsOneRoleThatSpeaksSaml2() {
        var role = DOCUMENT.substring(DOCUMENT.indexOf("<md:IDPSSO"), DOCUMENT.indexOf("</md:EntityD"));
        scene.refuses(DOCUMENT.replace("</md:EntityD", role + "</md:EntityD"), "several-idp-roles", 11);
        var old = DOCUMENT.replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.1:protocol");
        scene.refuses(old, "saml-11-only", 1);
        scene.refuses(DOCUMENT.replace("IDPSSODescriptor", "SPSSODescriptor"), "idp-role-missing", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://idp.example ",
                "https://idp.example/a b",
                "https://idp.example&#10;",
                "https://idp.example\nhttps://other.example",
                "https://idp&#x200B;.example",
                "LONG",
            })
    void md13TakesNoNameThatCantBeComparedExactly(String entityId) {
        var name = entityId.equals("LONG") ? "https://idp.example/" + "x".repeat(237) : entityId;
        scene.refuses(DOCUMENT.replace(IDP.entityId(), name), "entity-id-invalid", 1);
    }

    @Test
    void md13SaysWhoseNameItIsOrLooksLike() {
        var first = new IntakeScene();
        var real = TestIdentityProvider.named("https://login.contoso-" + UUID.randomUUID() + ".example/saml");
        first.serving(real.metadata(SSO));
        var second = new IntakeScene();
        var like = real.entityId().replace("login", "1ogin").replace("contoso", "c\u043entoso");
        var made =
                second.upload(real.metadata(SSO).replace(real.entityId(), like)).answered(201);
        assertThat(made.body().at("/lint/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("entity-id-like-anothers")
                        && f.get("message").asText().contains(first.id))
                .anyMatch(f -> f.get("rule").asText().equals("entity-id-not-ascii"));
        assertThat(Program.events(second.partner).getFirst().details().values().toString())
                .contains("entity-id-like-anothers");
        // Who came by a link learns nothing of other partners.
        assertThat(second.paste(real.metadata(SSO)).body()).doesNotContain(first.partner, "another partner");
        var same = second.replace(real.metadata(SSO)).answered(200);
        assertThat(same.body().at("/lint/findings"))
                .anyMatch(f -> f.get("rule").asText().equals("entity-id-of-another-partner"));
    }
}
