package io.gatehouse.saml.judgement;

import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Another parser and another signature library (the JDK's): what they do not verify, the judge may not have accepted. */
final class SecondOpinion {
    private SecondOpinion() {}

    /** Whether the response, or the one assertion directly in it, carries a signature by this key that covers just it. */
    static boolean verifies(byte[] response, PublicKey key) {
        var root = Xml.parse(new String(response, StandardCharsets.UTF_8)).getDocumentElement();
        return verifies(root, key) || children(root, "Assertion", key);
    }

    private static boolean children(Element root, String name, PublicKey key) {
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e && name.equals(e.getLocalName()) && verifies(e, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verifies(Element element, PublicKey key) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e && "Signature".equals(e.getLocalName())) {
                element.setIdAttribute("ID", true);
                var context = new DOMValidateContext(key, e);
                try {
                    var signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
                    String uri =
                            signature.getSignedInfo().getReferences().getFirst().getURI();
                    return uri.equals("#" + element.getAttribute("ID")) && signature.validate(context);
                } catch (MarshalException | XMLSignatureException x) {
                    return false;
                }
            }
        }
        return false;
    }
}
