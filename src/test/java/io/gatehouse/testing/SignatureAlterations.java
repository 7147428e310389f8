package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ALGORITHM_REFUSED;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;
import static io.gatehouse.reason.Reason.SIGNING_KEY_UNKNOWN;
import static io.gatehouse.testing.Scene.STRANGER;
import static io.gatehouse.testing.Scene.assertion;
import static io.gatehouse.testing.Scene.signature;
import static io.gatehouse.testing.SigningRecipe.RSA_SHA256;
import static io.gatehouse.testing.SigningRecipe.USUAL;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The signature itself: its form and its keys. */
final class SignatureAlterations {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

    static final List<Alteration> ALL = List.of(
            tampered(
                    "tampered-name",
                    "the NameID changed after signing",
                    SIGNATURE_INVALID,
                    d -> Scene.saml(d, "NameID").setTextContent("admin")),
            tampered(
                    "tampered-attribute",
                    "an attribute value changed after signing",
                    SIGNATURE_INVALID,
                    d -> Scene.saml(d, "AttributeValue").setTextContent("admin@northwind.example")),
            of(
                    "tampered-response",
                    "the Destination of a signed response changed",
                    SIGNATURE_INVALID,
                    s -> s.tamperedResponse(d -> d.getDocumentElement().setAttribute("Consent", "urn:x"))),
            tampered("xsw-17", "an empty Signature element", SIGNATURE_INVALID, d -> {
                while (signature(d).hasChildNodes()) {
                    signature(d).removeChild(signature(d).getFirstChild());
                }
            }),
            tampered(
                    "xsw-18",
                    "two signatures in one assertion",
                    RESPONSE_MALFORMED,
                    d -> assertion(d).insertBefore(signature(d).cloneNode(true), signature(d))),
            tampered("xsw-19", "no Reference", SIGNATURE_INVALID, d -> Scene.remove(ds(d, "Reference"))),
            tampered(
                    "xsw-20",
                    "two References",
                    SIGNATURE_INVALID,
                    d -> ds(d, "SignedInfo").appendChild(ds(d, "Reference").cloneNode(true))),
            tampered(
                    "xsw-21",
                    "two SignedInfo",
                    SIGNATURE_INVALID,
                    d -> signature(d).insertBefore(ds(d, "SignedInfo").cloneNode(true), ds(d, "SignatureValue"))),
            tampered(
                    "xsw-22",
                    "a comment in DigestValue",
                    RESPONSE_MALFORMED,
                    d -> ds(d, "DigestValue").appendChild(d.createComment("x"))),
            signed(
                    "xsw-23",
                    "a Reference to the whole document from the assertion",
                    SIGNATURE_INVALID,
                    r -> r.withUri("")),
            of(
                    "xsw-23-response",
                    "a Reference that names no ID, on the response",
                    ALGORITHM_REFUSED,
                    s -> s.answer(s.order().signing(Signing.RESPONSE).signedBy(USUAL.withUri("")))),
            of(
                    "xsw-24-id",
                    "a Reference by XPointer to the ID",
                    SIGNATURE_INVALID,
                    s -> s.answer(s.order().ids("_r", "_a").signedBy(USUAL.withUri("#xpointer(id('_a'))")))),
            signed(
                    "xsw-24-root",
                    "a Reference by XPointer to the root",
                    SIGNATURE_INVALID,
                    r -> r.withUri("#xpointer(/)")),
            tampered(
                    "reference-without-uri",
                    "a Reference without URI",
                    SIGNATURE_INVALID,
                    d -> ds(d, "Reference").removeAttribute("URI")),
            rewritten(
                    "trf-6-http",
                    "a Reference to a web address",
                    SIGNATURE_INVALID,
                    t -> t.replaceFirst("URI=\"#[^\"]*\"", "URI=\"http://127.0.0.1:1/x\"")),
            rewritten(
                    "trf-6-file",
                    "a Reference to a file",
                    SIGNATURE_INVALID,
                    t -> t.replaceFirst("URI=\"#[^\"]*\"", "URI=\"file:///etc/passwd\"")),
            signed(
                    "key-1",
                    "signed by a stranger who shows a certificate",
                    SIGNING_KEY_UNKNOWN,
                    r -> r.withKey(STRANGER.privateKey(), STRANGER.certificate())),
            of(
                    "key-2",
                    "signed by a stranger who shows the provider's certificate",
                    SIGNING_KEY_UNKNOWN,
                    s -> s.answer(s.order()
                            .signedBy(
                                    USUAL.withKey(STRANGER.privateKey(), s.idp().certificate())))),
            signed(
                    "key-4",
                    "signed by a stranger who shows nothing",
                    SIGNING_KEY_UNKNOWN,
                    r -> r.withKey(STRANGER.privateKey(), null)),
            tampered(
                    "key-5",
                    "KeyInfo with an address to fetch the key from",
                    SIGNATURE_INVALID,
                    d -> ds(d, "KeyInfo")
                            .appendChild(Xml.parseInto(
                                    d,
                                    "<ds:RetrievalMethod xmlns:ds='" + Xml.DS + "' URI='http://127.0.0.1:1/key'/>"))),
            tampered("key-6", "KeyInfo with a thousand certificates", SIGNATURE_INVALID, d -> {
                for (int i = 0; i < 1000; i++) {
                    ds(d, "KeyInfo").appendChild(ds(d, "X509Data").cloneNode(false));
                }
            }),
            rewritten(
                    "key-11",
                    "an elliptic signature of zeros",
                    SIGNING_KEY_UNKNOWN,
                    t -> value(t, "A".repeat(86) + "==").replace(RSA_SHA256, MORE + "ecdsa-sha256")),
            rewritten(
                    "signature-value",
                    "another signature value",
                    SIGNING_KEY_UNKNOWN,
                    t -> value(t, "A".repeat(342) + "==")));

    private SignatureAlterations() {}

    static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Signatures, keys and algorithms", what, reason, make);
    }

    static Alteration tampered(String name, String what, Reason reason, Consumer<Document> change) {
        return of(name, what, reason, s -> s.tampered(change));
    }

    static Alteration rewritten(String name, String what, Reason reason, UnaryOperator<String> change) {
        return of(name, what, reason, s -> s.rewritten(change));
    }

    static Alteration signed(String name, String what, Reason reason, UnaryOperator<SigningRecipe> recipe) {
        return of(name, what, reason, s -> s.answer(s.order().signedBy(recipe.apply(USUAL))));
    }

    static Element ds(Document document, String name) {
        return Xml.first(document, Xml.DS, name);
    }

    static String value(String text, String value) {
        return text.replaceFirst("(?s)SignatureValue>[^<]*<", "SignatureValue>" + value + "<");
    }
}
