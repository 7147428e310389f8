package io.gatehouse.saml.response;

import static io.gatehouse.saml.markup.Parts.DS;
import static io.gatehouse.saml.markup.Parts.SAML;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.Values;
import io.gatehouse.saml.response.ReadAssertion.Attribute;
import io.gatehouse.saml.response.ReadAssertion.Authentication;
import io.gatehouse.saml.response.ReadAssertion.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads a saml:Assertion whose structure is closed; its Signature alone may stand anywhere among the children, as some put it last. */
public final class AssertionReader {
    private static final int LONGEST_INDEX = 1024;

    // SAML Core 2.7.3.1: what an attribute without NameFormat has.
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";

    private AssertionReader() {}

    /** Reads the element. */
    public static ReadAssertion read(Element assertion) throws Malformed {
        if (!Parts.is(assertion, SAML, "Assertion")) {
            throw new Malformed("not a saml:Assertion but " + assertion.getLocalName());
        }
        var parts = Parts.of(assertion, Set.of("ID", "Version", "IssueInstant"));
        Values.version(assertion);
        Element signature = parts.onceAnywhere(DS, "Signature");
        Element issuer = parts.optional(SAML, "Issuer");
        Element subject = parts.optional(SAML, "Subject");
        Element conditions = parts.optional(SAML, "Conditions");
        Parts.refuseUnlessForeign(parts.optional(SAML, "Advice"));
        Element authentication = parts.onceAnywhere(SAML, "AuthnStatement");
        var attributes = new Attributes();
        for (Element statement : parts.anywhere(SAML, "AttributeStatement")) {
            attributes.read(statement);
        }
        parts.end();
        return new ReadAssertion(
                assertion,
                Values.id(assertion),
                Values.time(assertion, "IssueInstant"),
                Values.issuer(issuer),
                signature,
                subject == null ? null : SubjectReader.read(subject),
                conditions == null ? null : conditions(conditions),
                authentication == null ? null : authentication(authentication),
                List.copyOf(attributes.found),
                attributes.encrypted);
    }

    // A condition that is not understood makes an assertion invalid (SAML Core 2.5.1), so only these three are read.
    private static Conditions conditions(Element element) throws Malformed {
        var parts = Parts.of(element, Set.of("NotBefore", "NotOnOrAfter"));
        List<List<String>> restrictions = new ArrayList<>();
        for (Element restriction : parts.anywhere(SAML, "AudienceRestriction")) {
            var audiences = Parts.of(restriction, Set.of());
            List<String> names = new ArrayList<>();
            for (Element audience : audiences.many(SAML, "Audience")) {
                names.add(Parts.text(audience, Set.of()));
            }
            audiences.end();
            restrictions.add(List.copyOf(names));
        }
        Element once = parts.onceAnywhere(SAML, "OneTimeUse");
        if (once != null) {
            Parts.of(once, Set.of()).end();
        }
        Element proxy = parts.onceAnywhere(SAML, "ProxyRestriction");
        if (proxy != null) {
            var audiences = Parts.of(proxy, Set.of("Count"));
            audiences.many(SAML, "Audience");
            audiences.end();
        }
        parts.end();
        return new Conditions(
                Values.timeOrNull(element, "NotBefore"),
                Values.timeOrNull(element, "NotOnOrAfter"),
                List.copyOf(restrictions));
    }

    private static Authentication authentication(Element element) throws Malformed {
        var parts = Parts.of(element, Set.of("AuthnInstant", "SessionIndex", "SessionNotOnOrAfter"));
        Element locality = parts.optional(SAML, "SubjectLocality");
        if (locality != null) {
            Parts.of(locality, Set.of("Address", "DNSName")).end();
        }
        Element context = parts.optional(SAML, "AuthnContext");
        parts.end();
        String sessionIndex = Parts.attribute(element, "SessionIndex");
        if (sessionIndex != null && sessionIndex.length() > LONGEST_INDEX) {
            throw new Malformed("a SessionIndex of more than " + LONGEST_INDEX + " characters");
        }
        return new Authentication(
                Values.time(element, "AuthnInstant"),
                sessionIndex,
                Values.timeOrNull(element, "SessionNotOnOrAfter"),
                context == null ? null : classRef(context));
    }

    private static @Nullable String classRef(Element context) throws Malformed {
        var parts = Parts.of(context, Set.of());
        Element classRef = parts.optional(SAML, "AuthnContextClassRef");
        Element declaration = parts.optional(SAML, "AuthnContextDeclRef");
        if (declaration != null) {
            Parts.text(declaration, Set.of());
        }
        for (Element authority : parts.many(SAML, "AuthenticatingAuthority")) {
            Parts.text(authority, Set.of());
        }
        parts.end();
        return classRef == null ? null : Parts.text(classRef, Set.of());
    }

    private static final class Attributes {
        private final List<Attribute> found = new ArrayList<>();
        private boolean encrypted;

        private void read(Element statement) throws Malformed {
            var parts = Parts.of(statement, Set.of());
            encrypted |= !parts.anywhere(SAML, "EncryptedAttribute").isEmpty();
            for (Element attribute : parts.many(SAML, "Attribute")) {
                found.add(attribute(attribute));
            }
            parts.end();
        }

        private static Attribute attribute(Element element) throws Malformed {
            var parts = Parts.ofExtensible(element, Set.of("Name", "NameFormat", "FriendlyName"));
            List<String> values = new ArrayList<>();
            int others = 0;
            for (Element value : parts.many(SAML, "AttributeValue")) {
                String text = Parts.textAlone(value);
                if (text == null || nil(value)) {
                    others++; // such as eduPersonTargetedID, whose value is a NameID
                } else {
                    values.add(text);
                }
            }
            parts.end();
            String format = Parts.attribute(element, "NameFormat");
            return new Attribute(
                    Values.uri(element, "Name"), format == null ? UNSPECIFIED : format, List.copyOf(values), others);
        }

        private static boolean nil(Element value) {
            String nil = value.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "nil");
            return nil.equals("true") || nil.equals("1");
        }
    }
}
