package io.gatehouse.saml.response;

import static io.gatehouse.reason.Reason.SEVERAL_ASSERTIONS;
import static io.gatehouse.saml.markup.Parts.DS;
import static io.gatehouse.saml.markup.Parts.SAML;
import static io.gatehouse.saml.markup.Parts.SAMLP;

import io.gatehouse.reason.Evidence;
import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.Status;
import io.gatehouse.saml.message.Values;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** Reads a samlp:Response whose structure is closed: every element and attribute is known, in its place, or it is refused. */
public final class ResponseReader {
    private static final Set<String> ATTRIBUTES =
            Set.of("ID", "Version", "IssueInstant", "InResponseTo", "Destination", "Consent");

    private ResponseReader() {}

    /** Reads the root element. */
    public static ReadResponse read(Element root) throws Malformed {
        if (!Parts.is(root, SAMLP, "Response")) {
            throw new Malformed("not a samlp:Response but " + root.getLocalName());
        }
        var parts = Parts.of(root, ATTRIBUTES);
        Values.version(root);
        Element signature = parts.onceAnywhere(DS, "Signature");
        Element issuer = parts.optional(SAML, "Issuer");
        Parts.refuseUnlessForeign(parts.optional(SAMLP, "Extensions"));
        List<Element> assertions = parts.anywhere(SAML, "Assertion");
        List<Element> encrypted = parts.anywhere(SAML, "EncryptedAssertion");
        var status = Status.read(parts.required(SAMLP, "Status"));
        parts.end();
        int count = assertions.size() + encrypted.size();
        if (count > 1) {
            throw new Malformed(SEVERAL_ASSERTIONS.because(Evidence.expected(1, count)));
        }
        var response = new ReadResponse(
                root,
                Values.id(root),
                Values.time(root, "IssueInstant"),
                Parts.attribute(root, "InResponseTo"),
                Parts.attribute(root, "Destination"),
                Values.issuer(issuer),
                signature,
                status,
                assertions.isEmpty() ? null : AssertionReader.read(assertions.getFirst()),
                encrypted.isEmpty() ? null : encrypted.getFirst());
        if (response.successful() && count == 0) {
            throw new Malformed("status Success without an assertion");
        }
        return response;
    }
}
