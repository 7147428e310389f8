package io.gatehouse.saml.markup;

import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a message once, by one parser (the JDK's), into the one DOM that is verified and consumed; stops at the first thing
 * beyond its bounds, so that no other library's cost can grow with what a stranger sends.
 */
public final class BoundedReader {
    /** The largest message, in bytes. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final int MOST_DEPTH = 32;
    private static final int MOST_ELEMENTS = 5_000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final XMLInputFactory READERS = readers();
    private static final DOMImplementation DOM = dom();

    private final Document document = DOM.createDocument(null, null, null);
    private final Set<String> ids = new HashSet<>();
    private Node current = document;
    private int depth;
    private int elements;

    private BoundedReader() {}

    /** The document of these bytes. */
    public static Document read(byte[] bytes) throws Malformed {
        if (bytes.length > MOST_BYTES) {
            throw new Malformed("larger than " + MOST_BYTES + " bytes");
        }
        String text = PlainMarkup.of(bytes);
        var reader = new BoundedReader();
        try {
            reader.readAll(READERS.createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            throw new Malformed("not well-formed at " + e.getLocation().getLineNumber() + ":"
                    + e.getLocation().getColumnNumber());
        }
        return reader.document;
    }

    private void readAll(XMLStreamReader in) throws XMLStreamException, Malformed {
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> open(in);
                case XMLStreamConstants.END_ELEMENT -> close();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> write(in.getText());
                case XMLStreamConstants.END_DOCUMENT -> {
                    return;
                }
                default -> throw new Malformed("markup that a message has no use for");
            }
        }
    }

    private void open(XMLStreamReader in) throws Malformed {
        if (++elements > MOST_ELEMENTS || ++depth > MOST_DEPTH) {
            throw new Malformed("more than " + MOST_ELEMENTS + " elements, or nested deeper than " + MOST_DEPTH);
        }
        if (in.getAttributeCount() > MOST_ATTRIBUTES || in.getNamespaceCount() > MOST_ATTRIBUTES) {
            throw new Malformed("more than " + MOST_ATTRIBUTES + " attributes or namespaces on one element");
        }
        Element element =
                document.createElementNS(blankless(in.getNamespaceURI()), qualified(in.getPrefix(), in.getLocalName()));
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    in.getNamespacePrefix(i) == null ? "xmlns" : "xmlns:" + in.getNamespacePrefix(i),
                    in.getNamespaceURI(i) == null ? "" : in.getNamespaceURI(i));
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            refuseDoubtfulId(in, i);
            element.setAttributeNS(
                    blankless(in.getAttributeNamespace(i)),
                    qualified(in.getAttributePrefix(i), in.getAttributeLocalName(i)),
                    in.getAttributeValue(i));
        }
        current.appendChild(element);
        current = element;
    }

    // An ID twice, in whatever spelling, is how one element gets verified and another one read.
    private void refuseDoubtfulId(XMLStreamReader in, int i) throws Malformed {
        if (in.getAttributeLocalName(i).equalsIgnoreCase("id")) {
            if (blankless(in.getAttributeNamespace(i)) != null) {
                throw new Malformed("an ID attribute with a namespace");
            }
            if (!ids.add(in.getAttributeValue(i))) {
                throw new Malformed("an ID that is there twice");
            }
        }
    }

    private void close() {
        depth--;
        Node parent = current.getParentNode();
        current = parent == null ? document : parent;
    }

    private void write(String text) {
        if (!current.isSameNode(document)) {
            current.appendChild(document.createTextNode(text));
        }
    }

    private static @Nullable String blankless(@Nullable String namespace) {
        return namespace == null || namespace.isEmpty() ? null : namespace;
    }

    private static String qualified(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    private static XMLInputFactory readers() {
        // The JDK's, by name: Woodstox is on the class path too.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }

    private static DOMImplementation dom() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
