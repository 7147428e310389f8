package io.gatehouse.saml.logout;

import static io.gatehouse.saml.markup.Parts.DS;
import static io.gatehouse.saml.markup.Parts.SAML;
import static io.gatehouse.saml.markup.Parts.SAMLP;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import io.gatehouse.saml.message.Issuer;
import io.gatehouse.saml.message.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What both logout messages begin with (SAML Core 3.2.1, 3.2.2), nothing of it believed yet.
 *
 * @param element the very element that a signature must cover
 */
record Envelope(
        Element element,
        String id,
        Instant issueInstant,
        @Nullable String destination,
        @Nullable Issuer issuer,
        @Nullable Element signature) {
    /** Takes them from the parts; what is left is the message's own. */
    static Envelope read(Element root, Parts parts) throws Malformed {
        Values.version(root);
        Element signature = parts.onceAnywhere(DS, "Signature");
        Element issuer = parts.optional(SAML, "Issuer");
        Parts.refuseUnlessForeign(parts.optional(SAMLP, "Extensions"));
        return new Envelope(
                root,
                Values.id(root),
                Values.time(root, "IssueInstant"),
                Parts.attribute(root, "Destination"),
                Values.issuer(issuer),
                signature);
    }
}
