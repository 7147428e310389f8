package io.gatehouse.testing;

import io.gatehouse.testing.ResponseOrder.Signing;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Where an alteration happens: who answers, to whom, to which pending request, when.
 *
 * @param encryption the certificate that assertions are encrypted for
 */
public record Scene(
        TestIdentityProvider idp,
        String acs,
        String entityId,
        String requestId,
        Instant now,
        X509Certificate encryption) {
    /** Keys that nobody trusts. */
    static final TestKeys STRANGER = TestKeys.rsa(2048);

    /** A valid sign-in. */
    public ResponseOrder order() {
        return ResponseOrder.to(acs, entityId).inResponseTo(requestId).at(now);
    }

    /** The valid sign-in with a signed assertion, as text. */
    public String valid() {
        return idp.respond(order());
    }

    byte[] answer(ResponseOrder order) {
        return bytes(idp.respond(order));
    }

    /** The provider itself says something else, and signs it. */
    byte[] said(Consumer<Document> change) {
        return answer(order().changedBeforeSigning(change));
    }

    /** Somebody changes a response with a signed assertion on its way. */
    byte[] tampered(Consumer<Document> change) {
        return answer(order().changedAfterSigning(change));
    }

    /** Somebody changes a signed response on its way. */
    byte[] tamperedResponse(Consumer<Document> change) {
        return answer(order().signing(Signing.RESPONSE).changedAfterSigning(change));
    }

    /** Somebody changes the text of a response with a signed assertion. */
    byte[] rewritten(UnaryOperator<String> change) {
        return bytes(changed(valid(), change));
    }

    /** Somebody changes the text of a signed response. */
    byte[] rewrittenResponse(UnaryOperator<String> change) {
        return bytes(changed(idp.respond(order().signing(Signing.RESPONSE)), change));
    }

    private static String changed(String text, UnaryOperator<String> change) {
        String after = change.apply(text);
        if (after.equals(text)) {
            throw new AssertionError("nothing was changed");
        }
        return after;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Element response(Document document) {
        return document.getDocumentElement();
    }

    static Element assertion(Document document) {
        return Xml.first(document, Xml.SAML, "Assertion");
    }

    static Element signature(Document document) {
        return Xml.first(document, Xml.DS, "Signature");
    }

    static Element saml(Document document, String name) {
        return Xml.first(document, Xml.SAML, name);
    }

    static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    /** A copy of an assertion that names the attacker: another ID, no signature. */
    static Element evil(Element assertion) {
        var evil = (Element) assertion.cloneNode(true);
        evil.setAttribute("ID", "_evil");
        var signature = Xml.first(evil, Xml.DS, "Signature");
        if (signature != null) {
            remove(signature);
        }
        Xml.first(evil, Xml.SAML, "NameID").setTextContent("admin");
        return evil;
    }
}
