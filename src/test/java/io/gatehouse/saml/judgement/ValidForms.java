package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.IDP;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.order;
import static io.gatehouse.saml.judgement.Judging.usual;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.saml.Settings;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.ResponseOrder.KeyPlace;
import io.gatehouse.testing.ResponseOrder.Signing;
import io.gatehouse.testing.SigningRecipe;
import io.gatehouse.testing.TestIdentityProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One valid sign-in in each form that an identity provider may give it. */
final class ValidForms {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";
    private static final String OAEP = XENC + "rsa-oaep-mgf1p";
    private static final List<Signing> SIGNED = List.of(Signing.RESPONSE, Signing.ASSERTION, Signing.BOTH);
    private static final TestIdentityProvider ELLIPTIC = TestIdentityProvider.withEllipticKey(IDP.entityId());

    /** A response that its judge accepts. */
    record Form(String name, byte[] response, Judging judging) {
        @Override
        public String toString() {
            return name;
        }
    }

    private ValidForms() {}

    static Stream<Form> all() {
        return Stream.of(signed(), elliptic(), methods(), encrypted(), ciphers(), oaep(), said())
                .flatMap(List::stream);
    }

    /** One of each kind, for tests that take each of them many a time. */
    static List<Form> few() {
        var names = List.of(
                "rsa RESPONSE",
                "rsa ASSERTION",
                "rsa BOTH",
                "ec ASSERTION",
                "no KeyInfo",
                "encrypted RESPONSE, key BESIDE",
                "encrypted ASSERTION, key INSIDE",
                "values that need escaping");
        var few = all().filter(form -> names.contains(form.name())).toList();
        if (few.size() != names.size()) {
            throw new AssertionError(few);
        }
        return few;
    }

    private static List<Form> signed() {
        return SIGNED.stream().map(s -> rsa("rsa " + s, order().signing(s))).toList();
    }

    private static List<Form> elliptic() {
        return SIGNED.stream().map(s -> elliptic("ec " + s, order().signing(s))).toList();
    }

    private static List<Form> methods() {
        var forms = new ArrayList<Form>();
        for (String size : List.of("256", "384", "512")) {
            String digest = size.equals("384") ? MORE + "sha384" : XENC + "sha" + size;
            var rsa = SigningRecipe.USUAL.withAlgorithms(MORE + "rsa-sha" + size, digest);
            forms.add(rsa("rsa-sha" + size, order().signedBy(rsa)));
            var pss = SigningRecipe.USUAL.withAlgorithms(
                    "http://www.w3.org/2007/05/xmldsig-more#sha" + size + "-rsa-MGF1", digest);
            forms.add(rsa("rsa-pss-sha" + size, order().signedBy(pss)));
            var ecdsa = SigningRecipe.USUAL.withAlgorithms(MORE + "ecdsa-sha" + size, digest);
            forms.add(elliptic("ecdsa-sha" + size, order().signedBy(ecdsa)));
        }
        forms.add(rsa("no KeyInfo", order().signedBy(SigningRecipe.USUAL.withoutKeyInfo())));
        return forms;
    }

    private static List<Form> encrypted() {
        var forms = new ArrayList<Form>();
        for (Signing signing : SIGNED) {
            for (KeyPlace place : KeyPlace.values()) {
                forms.add(rsa(
                        "encrypted " + signing + ", key " + place,
                        sealed(signing).encryptedBy(XENC11 + "aes256-gcm", OAEP, place)));
            }
        }
        return forms;
    }

    private static List<Form> ciphers() {
        var forms = new ArrayList<Form>();
        for (String size : List.of("128", "192", "256")) {
            forms.add(rsa(
                    "gcm " + size,
                    sealed(Signing.ASSERTION).encryptedBy(XENC11 + "aes" + size + "-gcm", OAEP, KeyPlace.INSIDE)));
            String cbc = XENC + "aes" + size + "-cbc";
            forms.add(rsa(
                    "cbc " + size + " in a signed response",
                    sealed(Signing.RESPONSE).encryptedBy(cbc, OAEP, KeyPlace.INSIDE)));
            forms.add(new Form(
                    "cbc " + size + " by exception",
                    respond(IDP, sealed(Signing.ASSERTION).encryptedBy(cbc, OAEP, KeyPlace.INSIDE)),
                    usual().with(Settings.excepting(new Exceptions(null, true, false, false, false, false, false)))));
        }
        return forms;
    }

    private static List<Form> oaep() {
        var forms = new ArrayList<Form>();
        for (int digest : List.of(1, 256, 384, 512)) {
            for (int mask : List.of(1, 256, 384, 512)) {
                forms.add(rsa(
                        "oaep " + digest + " mgf1 " + mask,
                        sealed(Signing.ASSERTION).oaep(digest, mask)));
            }
        }
        return forms;
    }

    private static List<Form> said() {
        return List.of(
                rsa("names that need escaping", order().nameId("<a&b>\"' \u0430nna e\u0301")),
                rsa("values that need escaping", order().attribute("groups", "a&b", "<c>", "\u00fc\ud83d\ude00")),
                rsa(
                        "no attributes",
                        order().attribute("email")
                                .attribute("givenName")
                                .attribute("sn")
                                .attribute("groups")),
                rsa("a signature with line breaks", order().changedAfterSigning(ValidForms::fold)));
    }

    // White space in base64 is no part of what a signature covers.
    private static void fold(org.w3c.dom.Document document) {
        var value = document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "SignatureValue")
                .item(0);
        value.setTextContent("\n" + value.getTextContent().replaceAll("(.{60})", "$1\n") + "\n");
    }

    private static ResponseOrder sealed(Signing signing) {
        return order().signing(signing).encryptedFor(OURS.certificate());
    }

    private static Form rsa(String name, ResponseOrder order) {
        return new Form(name, respond(IDP, order), usual());
    }

    private static Form elliptic(String name, ResponseOrder order) {
        return new Form(name, respond(ELLIPTIC, order), usual().trusting(ELLIPTIC.certificate()));
    }

    private static byte[] respond(TestIdentityProvider idp, ResponseOrder order) {
        return idp.respond(order).getBytes(StandardCharsets.UTF_8);
    }
}
