package io.gatehouse.saml.logout;

import static io.gatehouse.saml.markup.Parts.SAMLP;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A samlp:LogoutResponse (SAML Core 3.7.2) whose structure is closed, nothing of it believed yet. */
record ReadAnswer(Envelope envelope, @Nullable String inResponseTo, Status status) {
    private static final Set<String> ATTRIBUTES =
            Set.of("ID", "Version", "IssueInstant", "Destination", "Consent", "InResponseTo");

    static ReadAnswer read(Element root) throws Malformed {
        if (!Parts.is(root, SAMLP, "LogoutResponse")) {
            throw new Malformed("not a samlp:LogoutResponse but " + root.getLocalName());
        }
        var parts = Parts.of(root, ATTRIBUTES);
        var envelope = Envelope.read(root, parts);
        var status = Status.read(parts.required(SAMLP, "Status"));
        parts.end();
        return new ReadAnswer(envelope, Parts.attribute(root, "InResponseTo"), status);
    }
}
