package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.NOON;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Accepted;
import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Refused;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.ResponseOrder.Signing;
import io.gatehouse.testing.SigningRecipe;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.Test;

/** Which key, which text, which evidence. */
class JudgeEvidenceTests {
    private static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";

    @Test
    void namesTheFirstFailureAndListsAll() {
        var order = order().signing(Signing.NONE)
                .inResponseTo(null)
                .at(NOON.minus(Duration.ofHours(2)))
                .changedAfterSigning(d -> d.getDocumentElement().setAttribute("Destination", "https://x.example"));
        var why = refused(usual(), IDP.respond(order)).why();
        assertThat(why.reason().code()).isEqualTo("signature-missing");
        assertThat((Collection<?>) why.evidence().values().get("failed"))
                .asList()
                .containsExactly(
                        "signature-missing", "destination-mismatch", "unsolicited-response", "response-expired");
        assertThat(why.evidence().values()).containsEntry("clock_offset", 7202L);
    }

    @Test
    void namesTheRequestThatARefusedResponseAnswers() {
        assertThat(refused(usual(), IDP.respond(order().signing(Signing.NONE))).pending())
                .isNotNull();
        assertThat(refused(usual(), IDP.respond(order().inResponseTo("_nobody")))
                        .pending())
                .isNull();
    }

    @Test
    void showsWhatTheProviderAnsweredAndTheCertificateThatNobodyKnows() {
        var declined = refused(usual(), IDP.respond(order().declining("urn:a", "urn:b")));
        assertThat(declined.why().evidence().values()).containsEntry("status", java.util.List.of("urn:a", "urn:b"));
        var stranger = TestKeys.rsa(2048);
        var unknown = refused(
                usual(),
                IDP.respond(
                        order().signedBy(SigningRecipe.USUAL.withKey(stranger.privateKey(), stranger.certificate()))));
        assertThat(unknown.why().evidence().values())
                .containsEntry("got", Judging.fingerprint(stranger.certificate()))
                .containsEntry("expected", java.util.List.of(Judging.fingerprint(IDP.certificate())));
    }

    @Test
    void triesEveryKeyOfTheMetadataAndTellsWhichSigned() {
        var other = TestKeys.rsa(2048);
        var judging = usual().trusting(other.certificate(), IDP.certificate());
        assertThat(accepted(judging, IDP, order()).asserted().signingKeyFingerprint())
                .isEqualTo(Judging.fingerprint(IDP.certificate()));
    }

    @Test
    void refusesAnythingForAProviderWithoutKey() {
        assertThat(code(usual().trusting().judge(IDP.respond(order())))).isEqualTo("provider-key-missing");
        var tiny = TestKeys.rsa(512);
        assertThat(code(usual().trusting(tiny.certificate()).judge(IDP.respond(order()))))
                .isEqualTo("provider-key-missing");
    }

    @Test
    void warnsOfAShortKeyAndOfAnExpiredCertificate() {
        var keys = TestKeys.rsa(1024).expired();
        var idp = TestIdentityProvider.withKeys(IDP.entityId(), keys);
        assertThat(accepted(usual().trusting(keys.certificate()), idp, order())
                        .asserted()
                        .warnings())
                .containsExactly("signing-key-short", "signing-certificate-expired");
    }

    @Test
    void acceptsEllipticKeysAndPss() {
        var elliptic = TestIdentityProvider.withEllipticKey(IDP.entityId());
        assertThat(accepted(usual().trusting(elliptic.certificate()), elliptic, order()))
                .isNotNull();
        var pss = order().signedBy(SigningRecipe.USUAL.withAlgorithms(PSS, SigningRecipe.SHA256));
        assertThat(accepted(usual(), IDP, pss)).isNotNull();
    }

    @Test
    void keepsTheNameExactly() {
        for (String name : new String[] {" Anna ", "ANNA", "\u0430nna", "e\u0301", "<a&b>\"'", "${jndi:ldap://x}"}) {
            assertThat(accepted(usual(), IDP, order().nameId(name)).asserted().subject())
                    .isEqualTo(name);
        }
    }

    @Test
    void ignoresAttributesThatAreNotText() {
        var order = order().changedBeforeSigning(d ->
                Xml.first(d, Xml.SAML, "AttributeStatement").appendChild(Xml.parseInto(d, """
                        <saml:Attribute xmlns:saml="%s" Name="urn:oid:1.3.6.1.4.1.5923.1.1.1.10" x500:Encoding="LDAP" \
                        xmlns:x500="urn:oasis:names:tc:SAML:2.0:profiles:attribute:X500">\
                        <saml:AttributeValue><saml:NameID>x</saml:NameID></saml:AttributeValue></saml:Attribute>""".formatted(Xml.SAML))));
        assertThat(accepted(usual(), IDP, order).asserted().email()).isEqualTo("anna@northwind.example");
    }

    @Test
    void takesTheNameForTheAddressWhereItsFormatSaysSo() {
        var order = order().attribute("email")
                .nameId("anna@northwind.example")
                .nameIdFormat("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");
        assertThat(accepted(usual(), IDP, order).asserted().email()).isEqualTo("anna@northwind.example");
    }

    @Test
    void toleratesWhatProvidersAddToAMessage() {
        var order = order().changedBeforeSigning(d -> {
            var extensions = d.createElementNS(Xml.SAMLP, "samlp:Extensions");
            extensions.appendChild(d.createElementNS("urn:keycloak:ext:key:1.0", "kckey:KeyInfo"));
            d.getDocumentElement().insertBefore(extensions, Xml.first(d, Xml.SAMLP, "Status"));
            d.getDocumentElement().setAttribute("Consent", "urn:oasis:names:tc:SAML:2.0:consent:unspecified");
            var once = d.createElementNS(Xml.SAML, "saml:OneTimeUse");
            Xml.first(d, Xml.SAML, "Conditions").appendChild(once);
        });
        assertThat(accepted(usual(), IDP, order)).isNotNull();
    }

    @Test
    void judgesEachTimeAgainstTheSkew() {
        var response = IDP.respond(order());
        var end = NOON.plus(Duration.ofMinutes(6));
        assertThat(code(usual().at(end.minusMillis(1)).judge(response))).isEqualTo("-");
        assertThat(code(usual().at(end).judge(response))).isEqualTo("clock-skew");
        assertThat(code(usual().at(end.plusSeconds(600)).judge(response))).isEqualTo("clock-skew");
        assertThat(code(usual().at(end.plusSeconds(601)).judge(response))).isEqualTo("response-expired");
        assertThat(code(usual().at(NOON.minusSeconds(60)).judge(response))).isEqualTo("-");
        assertThat(code(usual().at(NOON.minusSeconds(61)).judge(response))).isEqualTo("clock-skew");
    }

    @Test
    void opensWithAnyOfOurKeys() {
        var older = TestKeys.rsa(2048);
        var judging = usual().decryptingWith(OURS.privateKey(), older.privateKey());
        assertThat(accepted(judging, IDP, order().encryptedFor(older.certificate())))
                .isNotNull();
    }

    @Test
    void acceptsOnlyWhatAnotherLibraryVerifiesToo() {
        for (Signing signing : new Signing[] {Signing.RESPONSE, Signing.ASSERTION, Signing.BOTH}) {
            byte[] response = IDP.respond(order().signing(signing)).getBytes(StandardCharsets.UTF_8);
            assertThat(code(usual().judge(response))).isEqualTo("-");
            assertThat(SecondOpinion.verifies(response, IDP.publicKey())).isTrue();
        }
    }

    @Test
    void refusesEveryFlippedBitOfWhatIsSigned() {
        byte[] response = IDP.respond(order().signing(Signing.RESPONSE)).getBytes(StandardCharsets.UTF_8);
        var genuine = ((Accepted) usual().judge(response)).asserted();
        for (int at = 0; at < response.length; at += 7) {
            byte[] changed = response.clone();
            changed[at] ^= 1;
            // What canonicalization drops, such as the kind of a quote, may change; what is asserted may not.
            switch (usual().judge(changed)) {
                case Accepted accepted ->
                    assertThat(accepted.asserted()).as("byte %d", at).isEqualTo(genuine);
                case Refused refused ->
                    assertThat(refused.why().reason()).as("byte %d", at).isNotEqualTo(Reason.UNFORESEEN);
            }
        }
    }

    private static Refused refused(Judging judging, String response) {
        return (Refused) judging.judge(response);
    }

    private static Accepted accepted(Judging judging, TestIdentityProvider idp, ResponseOrder order) {
        Judgement judgement = judging.judge(idp.respond(order));
        if (judgement instanceof Accepted accepted) {
            return accepted;
        }
        throw new AssertionError(judgement.toString());
    }
}
