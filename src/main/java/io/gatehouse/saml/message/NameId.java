package io.gatehouse.saml.message;

import static io.gatehouse.saml.markup.Parts.SAML;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A name with its qualifiers (SAML Core 2.2.3); the value exactly as it stands. */
public record NameId(
        String value,
        @Nullable String format,
        @Nullable String nameQualifier,
        @Nullable String spNameQualifier) {
    /** Reads a saml:NameID. */
    public static NameId read(Element element) throws Malformed {
        if (!Parts.is(element, SAML, "NameID")) {
            throw new Malformed("not a saml:NameID but " + element.getLocalName());
        }
        return new NameId(
                Parts.text(element, Values.NAME_ATTRIBUTES),
                Parts.attribute(element, "Format"),
                Parts.attribute(element, "NameQualifier"),
                Parts.attribute(element, "SPNameQualifier"));
    }
}
