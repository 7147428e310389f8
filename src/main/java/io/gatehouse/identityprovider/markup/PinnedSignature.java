package io.gatehouse.identityprovider.markup;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A signature that must be by a known key: nothing that the document says of its own keys is believed for it. */
public final class PinnedSignature {
    // RSA and ECDSA with SHA-2, and RSA-PSS with the same digest in its mask (RFC 9231).
    private static final Pattern METHOD =
            Pattern.compile("http://www\\.w3\\.org/(2001/04/xmldsig-more#(rsa|ecdsa)-sha(256|384|512)"
                    + "|2007/05/xmldsig-more#sha(256|384|512)-rsa-MGF1)");
    private static final Pattern DIGEST =
            Pattern.compile("http://www\\.w3\\.org/2001/04/(xmlenc#sha256|xmlenc#sha512|xmldsig-more#sha384)");

    private PinnedSignature() {}

    /**
     * What stands against believing that one of these keys signed this element, all of it; empty if nothing does.
     *
     * @param root of the document that the {@link MarkupReader} has read from these bytes
     * @param signed the root or an element below it, which must carry a signature
     */
    public static Optional<String> fault(
            byte[] document, Element root, Element signed, Collection<? extends PublicKey> keys) {
        var signatures = signed.children(XMLSignature.XMLNS, "Signature").toList();
        if (signatures.size() != 1) {
            return Optional.of(signatures.isEmpty() ? "no signature" : "several signatures");
        }
        var signature = signatures.getFirst();
        var weak = weak(signature);
        if (weak.isPresent()) {
            return Optional.of("the algorithm " + weak.get());
        }
        if (!coversAll(root, signed, signature)) {
            return Optional.of("a signature that is not over the whole element");
        }
        try {
            return isByOneOf(keys, document, root, signed)
                    ? Optional.empty()
                    : Optional.of("a signature by another key, or over another text");
        } catch (MarshalException | SAXException | IOException | ParserConfigurationException | ClassCastException e) {
            return Optional.of("a signature that can't be read");
        }
    }

    private static Optional<String> weak(Element signature) {
        return signature
                .all()
                .filter(e -> e.is(XMLSignature.XMLNS, "SignatureMethod") || e.is(XMLSignature.XMLNS, "DigestMethod"))
                .filter(e -> !(e.name().getLocalPart().equals("DigestMethod") ? DIGEST : METHOD)
                        .matcher(e.attribute("Algorithm").orElse(""))
                        .matches())
                .map(e -> e.attribute("Algorithm").orElse("without a name"))
                .findFirst();
    }

    // An ID that is there twice could stand for another element than the one that is read.
    private static boolean coversAll(Element root, Element signed, Element signature) {
        boolean whole = isSame(signed, root) || !reference(signature).contains("");
        return whole
                && signed.attribute("ID").map(id -> uses(root, id) == 1).orElse(true)
                && EnvelopedSignature.coversItsParent(signature, signed);
    }

    private static long uses(Element root, String id) {
        return root.all()
                .flatMap(e -> e.attributes().entrySet().stream())
                .filter(a -> isId(a.getKey(), a.getValue(), id))
                .count();
    }

    private static boolean isId(String name, String value, String id) {
        return value.equals(id) && name.replaceFirst("^\\{.*}", "").equalsIgnoreCase("id");
    }

    private static List<String> reference(Element signature) {
        return signature
                .all()
                .filter(e -> e.is(XMLSignature.XMLNS, "Reference"))
                .map(e -> e.attribute("URI").orElse("elsewhere"))
                .toList();
    }

    private static boolean isByOneOf(
            Collection<? extends PublicKey> keys, byte[] document, Element root, Element signed)
            throws MarshalException, SAXException, IOException, ParserConfigurationException {
        var dom = EnvelopedSignature.parse(document).getDocumentElement();
        var element = place(root, signed) == 0
                ? dom
                : (org.w3c.dom.Element) dom.getElementsByTagNameNS("*", "*").item(place(root, signed) - 1);
        if (element.hasAttribute("ID")) {
            element.setIdAttribute("ID", true);
        }
        for (PublicKey key : keys) {
            if (isBy(key, signature(element))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBy(PublicKey key, Node signature) throws MarshalException {
        var context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        try {
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (XMLSignatureException e) {
            // A key of another kind than the method's.
            return false;
        }
    }

    // Both parsers see the same elements in the same order, so the number finds the very element that was read.
    private static int place(Element root, Element signed) {
        var all = root.all().toList();
        for (int i = 0; i < all.size(); i++) {
            if (isSame(all.get(i), signed)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not an element of this document");
    }

    // No two tags begin at one place.
    private static boolean isSame(Element one, Element other) {
        return one.place().equals(other.place());
    }

    private static Node signature(org.w3c.dom.Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (XMLSignature.XMLNS.equals(child.getNamespaceURI()) && "Signature".equals(child.getLocalName())) {
                return child;
            }
        }
        throw new IllegalStateException("it was there when it was read");
    }
}
