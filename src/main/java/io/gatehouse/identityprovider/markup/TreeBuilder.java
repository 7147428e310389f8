package io.gatehouse.identityprovider.markup;

import io.gatehouse.identityprovider.markup.MarkupReading.Fault;
import io.gatehouse.identityprovider.markup.MarkupReading.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds the tree from the inside out, counting as it goes. */
final class TreeBuilder {
    private final Limits limits;
    private final String source;
    private final TagPlaces places;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private @Nullable Element root;

    TreeBuilder(Limits limits, String source) {
        this.limits = limits;
        this.source = source;
        this.places = new TagPlaces(source);
    }

    /** A start tag; not null if it goes beyond a limit. */
    @Nullable
    Refused open(XMLStreamReader xml) {
        var place = places.next();
        if (++elements > limits.elements()) {
            return tooComplex(place, "more than " + limits.elements() + " elements");
        }
        if (open.size() >= limits.depth()) {
            return tooComplex(place, "elements more than " + limits.depth() + " deep");
        }
        if (xml.getAttributeCount() + xml.getNamespaceCount() > limits.attributes()) {
            return tooComplex(place, "more than " + limits.attributes() + " attributes on one element");
        }
        if (xml.getLocalName().length() > limits.name()) {
            return tooComplex(place, "a name of more than " + limits.name() + " characters");
        }
        var attributes = new HashMap<String, String>();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var value = xml.getAttributeValue(i);
            if (value.length() > limits.value()) {
                return tooComplex(place, "an attribute of more than " + limits.value() + " characters");
            }
            attributes.put(xml.getAttributeName(i).toString(), value);
        }
        open.push(new Open(xml.getName(), attributes, place));
        return null;
    }

    void text(String text) {
        var within = open.peek();
        if (within != null) {
            within.text.append(text);
        }
    }

    void close() {
        var closed = open.pop().closed();
        var parent = open.peek();
        if (parent == null) {
            root = closed;
        } else {
            parent.children.add(closed);
        }
    }

    Element root() {
        if (root == null) {
            throw new IllegalStateException("the parser ended without a root element");
        }
        return root;
    }

    Place placeOfDoctype() {
        return TagPlaces.at(source, Math.max(0, Prolog.doctype(source)));
    }

    private static Refused tooComplex(Place place, String detail) {
        return new Refused(Fault.TOO_COMPLEX, place, detail);
    }

    private static final class Open {
        final QName name;
        final Map<String, String> attributes;
        final Place place;
        final StringBuilder text = new StringBuilder();
        final List<Element> children = new ArrayList<>();

        Open(QName name, Map<String, String> attributes, Place place) {
            this.name = name;
            this.attributes = attributes;
            this.place = place;
        }

        Element closed() {
            return new Element(name, Map.copyOf(attributes), text.toString(), List.copyOf(children), place);
        }
    }
}
