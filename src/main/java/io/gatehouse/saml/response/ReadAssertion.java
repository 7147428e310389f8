package io.gatehouse.saml.response;

import io.gatehouse.saml.message.Issuer;
import io.gatehouse.saml.message.NameId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A saml:Assertion (SAML Core 2.3.3) as it was read, nothing of it believed yet.
 *
 * @param element the very element that a signature must cover
 */
public record ReadAssertion(
        Element element,
        String id,
        Instant issueInstant,
        @Nullable Issuer issuer,
        @Nullable Element signature,
        @Nullable Subject subject,
        @Nullable Conditions conditions,
        @Nullable Authentication authentication,
        List<Attribute> attributes,
        boolean encryptedAttributes) {

    /** About whom (SAML Core 2.4.1). */
    public record Subject(@Nullable NameId nameId, boolean encryptedId, List<Bearer> bearers) {}

    /** The data of one bearer confirmation (SAML Profiles 4.1.4.2). */
    public record Bearer(
            @Nullable String recipient,
            @Nullable Instant notBefore,
            @Nullable Instant notOnOrAfter,
            @Nullable String inResponseTo) {
        /** Whether it has what the profile demands, and not what it forbids. */
        public boolean complete() {
            return recipient != null && notOnOrAfter != null && notBefore == null;
        }
    }

    /** When and for whom (SAML Core 2.5); each restriction's audiences apart, since all restrictions must hold. */
    public record Conditions(
            @Nullable Instant notBefore, @Nullable Instant notOnOrAfter, List<List<String>> audienceRestrictions) {}

    /** The act of authentication (SAML Core 2.7.2). */
    public record Authentication(
            Instant instant,
            @Nullable String sessionIndex,
            @Nullable Instant sessionNotOnOrAfter,
            @Nullable String classRef) {}

    /**
     * An attribute (SAML Core 2.7.3.1).
     *
     * @param format the NameFormat, {@code unspecified} where none is given
     * @param values those that are text alone, exactly as it stands and whatever type is claimed for it
     * @param otherValues how many hold elements, or are null by xsi:nil
     */
    public record Attribute(String name, String format, List<String> values, int otherValues) {}
}
