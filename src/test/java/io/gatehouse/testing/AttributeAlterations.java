package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ATTRIBUTE_MISSING;
import static io.gatehouse.testing.Scene.saml;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is said of the person in attributes: two values where one is meant, one name for two things, values that are no text. */
final class AttributeAlterations {
    private static final String MAIL = "urn:oid:0.9.2342.19200300.100.1.3";

    static final List<Alteration> ALL = List.of(
            of(
                    "txt-11",
                    "two e-mail addresses",
                    s -> s.answer(s.order().attribute("email", "anna@northwind.example", "admin@northwind.example"))),
            said("txt-11-twice", "the e-mail attribute twice", d -> {
                var copy = (Element) saml(d, "Attribute").cloneNode(true);
                Xml.first(copy, Xml.SAML, "AttributeValue").setTextContent("admin@northwind.example");
                saml(d, "AttributeStatement").appendChild(copy);
            }),
            of("txt-11-name", "two given names", s -> s.answer(s.order().attribute("givenName", "Anna", "Admin"))),
            of(
                    "txt-11-alias",
                    "another e-mail address under another usual name",
                    s -> s.answer(s.order().attribute(MAIL, "admin@northwind.example"))),
            said("txt-12-format", "the e-mail attribute twice, with another NameFormat", d -> {
                var copy = (Element) saml(d, "Attribute").cloneNode(true);
                copy.setAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri");
                saml(d, "AttributeStatement").appendChild(copy);
            }),
            said("txt-12-format-groups", "the groups attribute twice, with another NameFormat", d -> {
                var other = d.createElementNS(Xml.SAML, "saml:Attribute");
                other.setAttribute("Name", "groups");
                other.setAttribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:basic");
                other.appendChild(d.createElementNS(Xml.SAML, "saml:AttributeValue"))
                        .setTextContent("admins");
                saml(d, "AttributeStatement").appendChild(other);
            }),
            said("txt-13-element", "an element as the e-mail address", d -> {
                value(d).setTextContent("");
                value(d).appendChild(foreign(d)).setTextContent("anna@northwind.example");
            }),
            said("txt-13-mixed", "an element within the e-mail address", d -> value(d).appendChild(foreign(d))),
            said(
                    "txt-13-beside",
                    "an element as a second e-mail address",
                    d -> saml(d, "Attribute")
                            .appendChild(d.createElementNS(Xml.SAML, "saml:AttributeValue"))
                            .appendChild(foreign(d))),
            said(
                    "txt-13-nil",
                    "an e-mail address that is null by xsi:nil",
                    d -> value(d).setAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "xsi:nil", "true")),
            of(
                    "txt-15",
                    "a line break in the e-mail address",
                    s -> s.answer(s.order().attribute("email", "anna@northwind.example\nx"))),
            said(
                    "enc-attribute",
                    "an EncryptedAttribute",
                    d -> saml(d, "AttributeStatement")
                            .appendChild(d.createElementNS(Xml.SAML, "saml:EncryptedAttribute"))));

    private AttributeAlterations() {}

    private static Alteration of(String name, String what, Function<Scene, byte[]> make) {
        return new Alteration(name, "Attributes", what, ATTRIBUTE_MISSING, make);
    }

    private static Alteration said(String name, String what, Consumer<Document> change) {
        return of(name, what, s -> s.said(change));
    }

    private static Element value(Document document) {
        return saml(document, "AttributeValue");
    }

    private static Element foreign(Document document) {
        var element = document.createElementNS("urn:example:x", "x:mail");
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:x", "urn:example:x");
        return element;
    }
}
