package io.gatehouse.saml.judgement;

import io.gatehouse.saml.response.ReadAssertion;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.Audience;
import org.opensaml.saml.saml2.core.AuthnContext;
import org.opensaml.saml.saml2.core.SubjectConfirmation;

/** What an assertion says, as one library or the other read it. */
@NullUnmarked
record Reading(
        String id,
        Instant issueInstant,
        String issuer,
        List<String> name,
        List<List<Object>> confirmations,
        List<Object> conditions,
        List<Object> authentication,
        List<List<Object>> attributes) {
    /** As our reader has it. */
    static Reading of(ReadAssertion read) {
        var subject = Objects.requireNonNull(read.subject());
        var name = subject.nameId();
        var conditions = read.conditions();
        var authentication = Objects.requireNonNull(read.authentication());
        return new Reading(
                read.id(),
                read.issueInstant(),
                read.issuer() == null ? null : read.issuer().value(),
                name == null ? null : all(name.value(), name.format(), name.nameQualifier(), name.spNameQualifier()),
                subject.bearers().stream()
                        .map(b -> Reading.<Object>all(b.recipient(), b.notBefore(), b.notOnOrAfter(), b.inResponseTo()))
                        .toList(),
                conditions == null
                        ? null
                        : all(conditions.notBefore(), conditions.notOnOrAfter(), conditions.audienceRestrictions()),
                all(
                        authentication.instant(),
                        authentication.sessionIndex(),
                        authentication.sessionNotOnOrAfter(),
                        authentication.classRef()),
                read.attributes().stream()
                        .map(a -> Reading.<Object>all(a.name(), a.values()))
                        .toList());
    }

    /** As OpenSAML has it. */
    static Reading of(Assertion theirs) {
        var name = theirs.getSubject().getNameID();
        var conditions = theirs.getConditions();
        var authentication = theirs.getAuthnStatements().getFirst();
        return new Reading(
                theirs.getID(),
                theirs.getIssueInstant(),
                theirs.getIssuer() == null ? null : theirs.getIssuer().getValue(),
                name == null
                        ? null
                        : all(name.getValue(), name.getFormat(), name.getNameQualifier(), name.getSPNameQualifier()),
                theirs.getSubject().getSubjectConfirmations().stream()
                        .filter(c -> SubjectConfirmation.METHOD_BEARER.equals(c.getMethod()))
                        .map(SubjectConfirmation::getSubjectConfirmationData)
                        .map(d -> Reading.<Object>all(
                                d.getRecipient(), d.getNotBefore(), d.getNotOnOrAfter(), d.getInResponseTo()))
                        .toList(),
                conditions == null
                        ? null
                        : all(
                                conditions.getNotBefore(),
                                conditions.getNotOnOrAfter(),
                                conditions.getAudienceRestrictions().stream()
                                        .map(r -> r.getAudiences().stream()
                                                .map(Audience::getURI)
                                                .toList())
                                        .toList()),
                all(
                        authentication.getAuthnInstant(),
                        authentication.getSessionIndex(),
                        authentication.getSessionNotOnOrAfter(),
                        classRef(authentication.getAuthnContext())),
                theirs.getAttributeStatements().stream()
                        .flatMap(s -> s.getAttributes().stream())
                        .map(a -> Reading.<Object>all(
                                a.getName(),
                                a.getAttributeValues().stream()
                                        .flatMap(Reading::text)
                                        .toList()))
                        .toList());
    }

    /** The values of the attribute of this name. */
    List<?> attribute(String name) {
        return attributes.stream()
                .filter(a -> name.equals(a.getFirst()))
                .map(a -> (List<?>) Objects.requireNonNull(a.getLast()))
                .findFirst()
                .orElse(List.of());
    }

    private static String classRef(AuthnContext context) {
        return Optional.ofNullable(context)
                .map(AuthnContext::getAuthnContextClassRef)
                .map(ref -> ref.getURI())
                .orElse(null);
    }

    // Whatever class it made of the value: text is what has no element inside, and is not nil.
    private static Stream<String> text(XMLObject value) {
        var element = Objects.requireNonNull(value.getDOM());
        boolean text = element.getElementsByTagName("*").getLength() == 0 && !Boolean.TRUE.equals(value.isNil());
        return text ? Stream.of(element.getTextContent()) : Stream.empty();
    }

    @SafeVarargs
    private static <T> List<T> all(T... values) {
        return java.util.Arrays.asList(values);
    }
}
