package io.gatehouse.identityprovider.markup;

import io.gatehouse.identityprovider.markup.MarkupReading.Fault;
import io.gatehouse.identityprovider.markup.MarkupReading.Refused;
import java.io.StringReader;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a document with the JDK's StAX: no DTD, no entities beyond the five and characters, nothing fetched, all bounded. */
public final class MarkupReader {
    // Woodstox is on the class path, and newFactory() would find it; its settings and its faults are other ones.
    private static final XMLInputFactory STAX = hardened(XMLInputFactory.newDefaultFactory());

    private final Limits limits;

    /** A reader that refuses what goes beyond these limits. */
    public MarkupReader(Limits limits) {
        this.limits = limits;
    }

    /** Reads a document; never throws for what it is. */
    public MarkupReading read(byte[] document) {
        if (document.length > limits.bytes()) {
            return new Refused(Fault.TOO_LARGE, Place.START, document.length + " bytes of at most " + limits.bytes());
        }
        return switch (Decoding.of(document)) {
            case Decoding.Failed(var why) -> why;
            case Decoding.Text(var text) when text.isBlank() -> new Refused(Fault.EMPTY, Place.START, "nothing in it");
            case Decoding.Text(var text) -> parse(text);
        };
    }

    private MarkupReading parse(String text) {
        try {
            var xml = STAX.createXMLStreamReader(new StringReader(text));
            try {
                return walk(xml, new TreeBuilder(limits, text));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            return refused(e, text);
        }
    }

    private static MarkupReading walk(XMLStreamReader xml, TreeBuilder tree) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> {
                    return new Refused(Fault.DOCTYPE, tree.placeOfDoctype(), "a document type declaration");
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    var refused = tree.open(xml);
                    if (refused != null) {
                        return refused;
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    tree.text(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> tree.close();
                // Without a DTD no entity is declared, so it is not well-formed (XML 1.0, 4.1); StAX leaves that to us.
                case XMLStreamConstants.ENTITY_REFERENCE -> {
                    return new Refused(
                            Fault.NOT_WELL_FORMED,
                            placeOf(xml.getLocation()),
                            "undeclared entity " + xml.getLocalName());
                }
                default -> {}
            }
        }
        return new MarkupReading.Tree(tree.root());
    }

    // The parser stops at a DOCTYPE in its own words, depending on the release; whoever sent one is told so in ours.
    private static MarkupReading refused(XMLStreamException e, String text) {
        int doctype = Prolog.doctype(text);
        if (doctype >= 0) {
            return new Refused(Fault.DOCTYPE, TagPlaces.at(text, doctype), "a document type declaration");
        }
        // "ParseError at [row,col]:[3,7]\nMessage: …": the place is told apart from the message.
        var said = String.valueOf(e.getMessage());
        var detail = said.substring(said.indexOf("Message: ") < 0 ? 0 : said.indexOf("Message: ") + 9);
        var fault = detail.startsWith("JAXP0001") ? Fault.TOO_COMPLEX : Fault.NOT_WELL_FORMED;
        return new Refused(fault, placeOf(e.getLocation()), detail);
    }

    private static Place placeOf(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? Place.START
                : new Place(location.getLineNumber(), Math.max(1, location.getColumnNumber()));
    }

    private static XMLInputFactory hardened(XMLInputFactory factory) {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }
}
