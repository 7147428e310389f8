package io.gatehouse.saml.logout;

import static io.gatehouse.saml.markup.Parts.SAML;
import static io.gatehouse.saml.markup.Parts.SAMLP;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.NameId;
import io.gatehouse.saml.message.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A samlp:LogoutRequest (SAML Core 3.7.1) whose structure is closed, nothing of it believed yet.
 *
 * @param name whose sessions, if it came in the clear
 * @param encryptedName the EncryptedID instead, not opened
 * @param sessionIndexes which sessions; none means all
 */
record ReadRequest(
        Envelope envelope,
        @Nullable Instant notOnOrAfter,
        @Nullable NameId name,
        @Nullable Element encryptedName,
        List<String> sessionIndexes) {
    private static final Set<String> ATTRIBUTES =
            Set.of("ID", "Version", "IssueInstant", "Destination", "Consent", "Reason", "NotOnOrAfter");
    private static final int MOST_INDEXES = 100;
    private static final int LONGEST_INDEX = 1024;

    static ReadRequest read(Element root) throws Malformed {
        if (!Parts.is(root, SAMLP, "LogoutRequest")) {
            throw new Malformed("not a samlp:LogoutRequest but " + root.getLocalName());
        }
        var parts = Parts.of(root, ATTRIBUTES);
        var envelope = Envelope.read(root, parts);
        Element name = parts.optional(SAML, "NameID");
        Element encrypted = name == null ? parts.required(SAML, "EncryptedID") : null;
        List<String> indexes = new ArrayList<>();
        for (Element index : parts.many(SAMLP, "SessionIndex")) {
            indexes.add(index(index));
        }
        parts.end();
        if (indexes.size() > MOST_INDEXES) {
            throw new Malformed("more than " + MOST_INDEXES + " SessionIndex elements");
        }
        return new ReadRequest(
                envelope,
                Values.timeOrNull(root, "NotOnOrAfter"),
                name == null ? null : NameId.read(name),
                encrypted,
                List.copyOf(indexes));
    }

    private static String index(Element element) throws Malformed {
        String index = Parts.text(element, Set.of());
        if (index.isEmpty() || index.length() > LONGEST_INDEX) {
            throw new Malformed("a SessionIndex that is empty or of more than " + LONGEST_INDEX + " characters");
        }
        return index;
    }
}
