package io.gatehouse.identityprovider.markup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * One element: its attributes by name, the text directly within it, its children, and where its tag begins.
 *
 * @param attributes by local name for those in no namespace, by {@code {namespace}local} for the others
 */
public record Element(QName name, Map<String, String> attributes, String text, List<Element> children, Place place) {
    /** Whether it is this one. */
    public boolean is(String namespace, String local) {
        return name.getLocalPart().equals(local) && name.getNamespaceURI().equals(namespace);
    }

    /** The children of this name. */
    public Stream<Element> children(String namespace, String local) {
        return children.stream().filter(c -> c.is(namespace, local));
    }

    /** The attribute in no namespace, if it is there. */
    public Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(local));
    }

    /** This and everything below, in document order. */
    public Stream<Element> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
    }
}
