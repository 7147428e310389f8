package io.gatehouse.saml.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** The child elements of one element, taken in order; an attribute or a child that nobody knows, or text between, is refused. */
public final class Parts {
    /** SAML assertions. */
    public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    /** The SAML protocol. */
    public static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    /** XML signatures. */
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    /** XML encryption. */
    public static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    /** XML encryption 1.1. */
    public static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";

    private static final Set<String> OURS = Set.of(SAML, SAMLP, DS, XENC, XENC11);

    private final Element element;
    private final List<Element> rest = new ArrayList<>();

    private Parts(Element element) {
        this.element = element;
    }

    /** The parts of an element that has no attributes but these (none of them in a namespace). */
    public static Parts of(Element element, Set<String> attributes) throws Malformed {
        refuseAttributesBeyond(element, attributes, false);
        return ofAnyAttributes(element);
    }

    /** The parts of an element that may also carry attributes of foreign namespaces (schema: anyAttribute). */
    public static Parts ofExtensible(Element element, Set<String> attributes) throws Malformed {
        refuseAttributesBeyond(element, attributes, true);
        return ofAnyAttributes(element);
    }

    private static Parts ofAnyAttributes(Element element) throws Malformed {
        var parts = new Parts(element);
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e) {
                parts.rest.add(e);
            } else if (!((Text) child).getData().isBlank()) {
                throw new Malformed("text between the elements of " + element.getLocalName());
            }
        }
        return parts;
    }

    /** The next part, if it is of this name. */
    public @Nullable Element optional(String namespace, String name) {
        return !rest.isEmpty() && is(rest.getFirst(), namespace, name) ? rest.removeFirst() : null;
    }

    /** The next part, which is of this name. */
    public Element required(String namespace, String name) throws Malformed {
        Element next = optional(namespace, name);
        if (next == null) {
            throw new Malformed(element.getLocalName() + " without " + name + " in its place");
        }
        return next;
    }

    /** The next parts, as many as are of this name. */
    public List<Element> many(String namespace, String name) {
        List<Element> found = new ArrayList<>();
        for (Element next = optional(namespace, name); next != null; next = optional(namespace, name)) {
            found.add(next);
        }
        return found;
    }

    /** The parts of this name, wherever they stand. */
    public List<Element> anywhere(String namespace, String name) {
        var found = rest.stream().filter(e -> is(e, namespace, name)).toList();
        rest.removeAll(found);
        return found;
    }

    /** The one part of this name, wherever it stands; twice is refused. */
    public @Nullable Element onceAnywhere(String namespace, String name) throws Malformed {
        var found = anywhere(namespace, name);
        if (found.size() > 1) {
            throw new Malformed(name + " more than once in " + element.getLocalName());
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Nothing may be left. */
    public void end() throws Malformed {
        if (!rest.isEmpty()) {
            throw new Malformed("unexpected " + rest.getFirst().getLocalName() + " in " + element.getLocalName());
        }
    }

    /** The exact text of an element that has nothing but text, and no attributes but these. */
    public static String text(Element element, Set<String> attributes) throws Malformed {
        refuseAttributesBeyond(element, attributes, false);
        String text = textAlone(element);
        if (text == null) {
            throw new Malformed("elements in the text of " + element.getLocalName());
        }
        return text;
    }

    /** The exact text of an element that has nothing but text, whatever its attributes; null if it has more. */
    public static @Nullable String textAlone(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!(child instanceof Text)) {
                return null;
            }
        }
        return element.getTextContent();
    }

    /** An attribute without namespace, if it is there. */
    public static @Nullable String attribute(Element element, String name) {
        Attr attribute = element.getAttributeNodeNS(null, name);
        return attribute == null ? null : attribute.getValue();
    }

    /** Whether the element has this name. */
    public static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /** Extension points may hold what is foreign; an assertion or a signature parked there is an attack. */
    public static void refuseUnlessForeign(@Nullable Element extension) throws Malformed {
        if (extension == null) {
            return;
        }
        for (Node child = extension.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element e) {
                if (e.getNamespaceURI() == null || OURS.contains(e.getNamespaceURI())) {
                    throw new Malformed(e.getLocalName() + " hidden in " + extension.getLocalName());
                }
                refuseUnlessForeign(e);
            }
        }
    }

    private static void refuseAttributesBeyond(Element element, Set<String> known, boolean foreignToo)
            throws Malformed {
        var attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            boolean fine = namespace == null
                    ? known.contains(attribute.getName())
                    : namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                            || (foreignToo && !OURS.contains(namespace));
            if (!fine) {
                throw new Malformed("unexpected attribute " + attribute.getName() + " on " + element.getLocalName());
            }
        }
    }
}
