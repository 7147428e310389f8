package io.gatehouse.identityprovider.markup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The signature that a document carries of itself, verified with the certificate in it: this proves that nothing was edited
 * since, and nothing about who signed.
 */
public final class EnvelopedSignature {
    private static final Set<String> TRANSFORMS = Set.of(
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315");

    private EnvelopedSignature() {}

    /** What is known of a signature. */
    public enum Verification {
        VALID,
        /** SHA-1 proves nothing any more, so it wasn't looked at. */
        SHA1,
        INVALID,
        /** Of a form, an algorithm or with a key that says nothing here. */
        UNVERIFIABLE
    }

    /** Whether this element carries a signature. */
    public static boolean isOn(Element element) {
        return element.children(XMLSignature.XMLNS, "Signature").findAny().isPresent();
    }

    /** Verifies the signature on this element of a document that the {@link MarkupReader} has read. */
    public static Verification verify(byte[] document, Element signed) {
        var signature =
                signed.children(XMLSignature.XMLNS, "Signature").findFirst().orElseThrow();
        var algorithms = algorithms(signature);
        if (algorithms.stream().anyMatch(a -> a.contains("sha1"))) {
            return Verification.SHA1;
        }
        var key = key(signature);
        // A reference to elsewhere is never followed; a transform beyond the usual two may compute anything.
        if (key.isEmpty() || !coversItsParent(signature, signed)) {
            return Verification.UNVERIFIABLE;
        }
        try {
            return verify(parse(document), signed, key.get());
        } catch (MarshalException
                | XMLSignatureException
                | SAXException
                | IOException
                | ParserConfigurationException
                | ClassCastException e) {
            return Verification.UNVERIFIABLE;
        }
    }

    private static Verification verify(Document dom, Element signed, PublicKey key)
            throws MarshalException, XMLSignatureException {
        var root = dom.getDocumentElement();
        var elements = root.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature");
        for (int i = 0; i < elements.getLength(); i++) {
            var parent = (org.w3c.dom.Element) elements.item(i).getParentNode();
            if (parent.getAttribute("ID").equals(signed.attribute("ID").orElse("")) && isSame(parent, signed)) {
                if (parent.hasAttribute("ID")) {
                    parent.setIdAttribute("ID", true);
                }
                var context = new DOMValidateContext(key, elements.item(i));
                context.setProperty("org.jcp.xml.dsig.secureValidation", true);
                boolean valid = XMLSignatureFactory.getInstance("DOM")
                        .unmarshalXMLSignature(context)
                        .validate(context);
                return valid ? Verification.VALID : Verification.INVALID;
            }
        }
        return Verification.UNVERIFIABLE;
    }

    private static boolean isSame(org.w3c.dom.Element dom, Element element) {
        return element.name().getLocalPart().equals(dom.getLocalName())
                && element.name().getNamespaceURI().equals(dom.getNamespaceURI());
    }

    private static List<String> algorithms(Element signature) {
        return signature
                .all()
                .filter(e -> e.is(XMLSignature.XMLNS, "SignatureMethod") || e.is(XMLSignature.XMLNS, "DigestMethod"))
                .map(e -> e.attribute("Algorithm").orElse(""))
                .toList();
    }

    static boolean coversItsParent(Element signature, Element signed) {
        var references = signature
                .children(XMLSignature.XMLNS, "SignedInfo")
                .flatMap(info -> info.children(XMLSignature.XMLNS, "Reference"))
                .toList();
        if (references.size() != 1) {
            return false;
        }
        var uri = references.getFirst().attribute("URI").orElse("elsewhere");
        boolean whole = uri.isEmpty()
                || signed.attribute("ID").map(id -> uri.equals("#" + id)).orElse(false);
        return whole
                && signature
                        .all()
                        .filter(e -> e.is(XMLSignature.XMLNS, "Transform"))
                        .allMatch(e ->
                                TRANSFORMS.contains(e.attribute("Algorithm").orElse("")));
    }

    private static Optional<PublicKey> key(Element signature) {
        return signature
                .all()
                .filter(e -> e.is(XMLSignature.XMLNS, "X509Certificate"))
                .findFirst()
                .flatMap(e -> key(e.text()));
    }

    private static Optional<PublicKey> key(String certificate) {
        try {
            var der = Base64.getDecoder().decode(certificate.replaceAll("\\s", ""));
            return Optional.of(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey());
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }

    static Document parse(byte[] document) throws ParserConfigurationException, SAXException, IOException {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder.parse(new ByteArrayInputStream(document));
    }
}
