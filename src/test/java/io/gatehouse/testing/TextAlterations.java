package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ASSERTION_INCOMPLETE;
import static io.gatehouse.reason.Reason.AUDIENCE_MISMATCH;
import static io.gatehouse.reason.Reason.ISSUER_MISMATCH;
import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.testing.Scene.assertion;
import static io.gatehouse.testing.Scene.saml;

import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Who says it, and of whom: names that could be read in two ways, and issuers that are somebody else. */
final class TextAlterations {
    private static final TestIdentityProvider OTHER = TestIdentityProvider.named("https://idp.elsewhere.example/saml");

    static final List<Alteration> ALL = List.of(
            of(
                    "txt-1",
                    "a comment inside the NameID",
                    RESPONSE_MALFORMED,
                    s -> s.rewritten(t -> t.replace("b3c5a1f0-anna<", "b3c5a1f0-<!-- -->anna<"))),
            of(
                    "txt-3",
                    "a processing instruction inside the NameID",
                    RESPONSE_MALFORMED,
                    s -> s.rewritten(t -> t.replace("b3c5a1f0-anna<", "b3c5a1f0-<?x?>anna<"))),
            said(
                    "txt-5",
                    "a NameID inside the NameID",
                    RESPONSE_MALFORMED,
                    d -> saml(d, "NameID").appendChild(saml(d, "NameID").cloneNode(true))),
            name("txt-6-newline", "a line break in the NameID", "anna\nadmin"),
            name("txt-6-tab", "a tab in the NameID", "anna\tadmin"),
            name("txt-7-direction", "a direction override in the NameID", "anna\u202Enimda"),
            name("txt-7-width", "a zero-width space in the NameID", "an\u200Bna"),
            name("txt-8-blank", "a blank NameID", "  "),
            name("txt-8-empty", "an empty NameID", ""),
            of(
                    "txt-8-none",
                    "no NameID",
                    ASSERTION_INCOMPLETE,
                    s -> s.answer(s.order().nameId(null))),
            said(
                    "txt-8-encrypted",
                    "an EncryptedID instead of a NameID",
                    ASSERTION_INCOMPLETE,
                    d -> saml(d, "Subject")
                            .replaceChild(d.createElementNS(Xml.SAML, "saml:EncryptedID"), saml(d, "NameID"))),
            name("txt-9", "a NameID of 1,025 characters", "a".repeat(1025)),
            said(
                    "txt-10",
                    "a NameID qualified for another service provider",
                    AUDIENCE_MISMATCH,
                    d -> saml(d, "NameID").setAttribute("SPNameQualifier", "https://elsewhere.example")),
            of(
                    "ten-3",
                    "another provider's genuine response",
                    ISSUER_MISMATCH,
                    s -> Scene.bytes(OTHER.respond(s.order()))),
            said(
                    "ten-4-response",
                    "another issuer of the response",
                    ISSUER_MISMATCH,
                    d -> saml(d, "Issuer").setTextContent(OTHER.entityId())),
            said(
                    "ten-4-assertion",
                    "another issuer of the assertion",
                    ISSUER_MISMATCH,
                    d -> issuer(d).setTextContent(OTHER.entityId())),
            said("ten-5", "no issuer of the assertion", ISSUER_MISMATCH, d -> Scene.remove(issuer(d))),
            of(
                    "ten-5-response",
                    "no issuer of a signed response",
                    ISSUER_MISMATCH,
                    s -> s.answer(s.order()
                            .signing(ResponseOrder.Signing.RESPONSE)
                            .changedBeforeSigning(d -> Scene.remove(saml(d, "Issuer"))))),
            said(
                    "ten-6-blanks",
                    "blanks around the issuer",
                    ISSUER_MISMATCH,
                    d -> issuer(d).setTextContent(" " + issuer(d).getTextContent() + " ")),
            said(
                    "ten-6-slash",
                    "a slash after the issuer",
                    ISSUER_MISMATCH,
                    d -> issuer(d).setTextContent(issuer(d).getTextContent() + "/")),
            said(
                    "ten-6-format",
                    "an issuer that is no entity",
                    ISSUER_MISMATCH,
                    d -> issuer(d).setAttribute("Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")));

    private TextAlterations() {}

    private static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Names and issuers", what, reason, make);
    }

    private static Alteration said(String name, String what, Reason reason, Consumer<Document> change) {
        return of(name, what, reason, s -> s.said(change));
    }

    private static Alteration name(String name, String what, String nameId) {
        return of(name, what, ASSERTION_INCOMPLETE, s -> s.answer(s.order().nameId(nameId)));
    }

    private static Element issuer(Document document) {
        return Xml.first(assertion(document), Xml.SAML, "Issuer");
    }
}
