package io.gatehouse.saml.response;

import static io.gatehouse.saml.markup.Parts.DS;
import static io.gatehouse.saml.markup.Parts.SAML;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.message.Values;
import io.gatehouse.saml.response.ReadAssertion.Bearer;
import io.gatehouse.saml.response.ReadAssertion.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Reads a saml:Subject and its bearer confirmations; confirmations by other methods confirm nothing here. */
final class SubjectReader {
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private SubjectReader() {}

    static Subject read(Element subject) throws Malformed {
        var parts = Parts.of(subject, Set.of());
        Element nameId = parts.optional(SAML, "NameID");
        boolean encrypted = nameId == null && parts.optional(SAML, "EncryptedID") != null;
        List<Bearer> bearers = new ArrayList<>();
        for (Element confirmation : parts.many(SAML, "SubjectConfirmation")) {
            confirmation(confirmation, bearers);
        }
        parts.end();
        return new Subject(nameId == null ? null : NameId.read(nameId), encrypted, List.copyOf(bearers));
    }

    private static void confirmation(Element confirmation, List<Bearer> bearers) throws Malformed {
        var parts = Parts.of(confirmation, Set.of("Method"));
        boolean bearer = BEARER.equals(Values.uri(confirmation, "Method"));
        Element data = parts.optional(SAML, "SubjectConfirmationData");
        parts.end();
        if (data == null) {
            return;
        }
        var known = Set.of("NotBefore", "NotOnOrAfter", "Recipient", "InResponseTo", "Address");
        var inside = bearer ? Parts.of(data, known) : Parts.ofExtensible(data, known);
        if (!bearer) {
            inside.many(DS, "KeyInfo");
        }
        inside.end();
        if (bearer) {
            bearers.add(new Bearer(
                    Parts.attribute(data, "Recipient"),
                    Values.timeOrNull(data, "NotBefore"),
                    Values.timeOrNull(data, "NotOnOrAfter"),
                    Parts.attribute(data, "InResponseTo")));
        }
    }
}
