package io.gatehouse.testing;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** DOM for tests. */
public final class Xml {
    public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    public static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private static final DocumentBuilderFactory PARSERS = DocumentBuilderFactory.newDefaultNSInstance();
    private static final TransformerFactory WRITERS = TransformerFactory.newDefaultInstance();

    private Xml() {}

    public static Document parse(String text) {
        try {
            return PARSERS.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** A new element of this document, parsed from text that declares its own namespaces. */
    public static Element parseInto(Document document, String text) {
        return (Element) document.importNode(parse(text).getDocumentElement(), true);
    }

    public static String text(Node node) {
        try {
            var transformer = WRITERS.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var out = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new AssertionError(e);
        }
    }

    /** The first element of this name in document order, or null. */
    public static Element first(Document document, String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    /** The first element of this name below another, or null. */
    public static Element first(Element within, String namespace, String name) {
        return (Element) within.getElementsByTagNameNS(namespace, name).item(0);
    }
}
