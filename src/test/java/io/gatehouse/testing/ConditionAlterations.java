package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.ASSERTION_INCOMPLETE;
import static io.gatehouse.reason.Reason.AUDIENCE_MISMATCH;
import static io.gatehouse.reason.Reason.CLOCK_SKEW;
import static io.gatehouse.reason.Reason.RECIPIENT_MISMATCH;
import static io.gatehouse.reason.Reason.RESPONSE_EXPIRED;
import static io.gatehouse.reason.Reason.RESPONSE_NOT_YET_VALID;
import static io.gatehouse.testing.Scene.assertion;
import static io.gatehouse.testing.Scene.remove;
import static io.gatehouse.testing.Scene.saml;

import io.gatehouse.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Genuine and signed, but incomplete, for somebody else, or at the wrong time. */
final class ConditionAlterations {
    static final List<Alteration> ALL = List.of(
            said(
                    "cnd-1",
                    "for another audience",
                    AUDIENCE_MISMATCH,
                    d -> saml(d, "Audience").setTextContent("https://elsewhere.example")),
            said(
                    "cnd-1-empty",
                    "an AudienceRestriction without audience",
                    AUDIENCE_MISMATCH,
                    d -> remove(saml(d, "Audience"))),
            said("cnd-1-two", "two restrictions, one of them another's", AUDIENCE_MISMATCH, d -> {
                var other = (Element) saml(d, "AudienceRestriction").cloneNode(true);
                other.getFirstChild().setTextContent("https://elsewhere.example");
                saml(d, "Conditions").appendChild(other);
            }),
            said(
                    "cnd-2-restriction",
                    "no AudienceRestriction",
                    ASSERTION_INCOMPLETE,
                    d -> remove(saml(d, "AudienceRestriction"))),
            said("cnd-2", "no Conditions", ASSERTION_INCOMPLETE, d -> remove(saml(d, "Conditions"))),
            said(
                    "cnd-3-slash",
                    "a slash after the audience",
                    AUDIENCE_MISMATCH,
                    d -> saml(d, "Audience").setTextContent(saml(d, "Audience").getTextContent() + "/")),
            said(
                    "cnd-3-case",
                    "the audience in capitals",
                    AUDIENCE_MISMATCH,
                    d -> saml(d, "Audience")
                            .setTextContent(saml(d, "Audience").getTextContent().toUpperCase(java.util.Locale.ROOT))),
            issued("tim-1", "an hour old", RESPONSE_EXPIRED, Duration.ofHours(-1)),
            issued("tim-1-near", "three minutes too old", CLOCK_SKEW, Duration.ofMinutes(-9)),
            issued("tim-2", "an hour ahead", RESPONSE_NOT_YET_VALID, Duration.ofHours(1)),
            issued("tim-2-near", "three minutes ahead", CLOCK_SKEW, Duration.ofMinutes(4)),
            of(
                    "tim-3",
                    "valid for ten years",
                    RESPONSE_EXPIRED,
                    s -> s.answer(s.order().validFor(Duration.ofDays(3650)))),
            of(
                    "tim-4",
                    "issued thirty days ago, still valid",
                    RESPONSE_EXPIRED,
                    s -> s.answer(
                            s.order().at(s.now().minus(Duration.ofDays(30))).validFor(Duration.ofDays(31)))),
            at(
                    "tim-4-response",
                    "a response issued long before its assertion",
                    RESPONSE_EXPIRED,
                    (s, d) -> d.getDocumentElement().setAttribute("IssueInstant", time(s, Duration.ofDays(-300)))),
            at(
                    "tim-5",
                    "a session that is over",
                    RESPONSE_EXPIRED,
                    (s, d) -> saml(d, "AuthnStatement")
                            .setAttribute("SessionNotOnOrAfter", time(s, Duration.ofHours(-1)))),
            at(
                    "tim-6",
                    "an authentication in the future",
                    RESPONSE_NOT_YET_VALID,
                    (s, d) -> saml(d, "AuthnStatement").setAttribute("AuthnInstant", time(s, Duration.ofHours(1)))),
            at(
                    "tim-8",
                    "a confirmation that is over",
                    RESPONSE_EXPIRED,
                    (s, d) -> data(d).setAttribute("NotOnOrAfter", time(s, Duration.ofHours(-1)))),
            at(
                    "tim-9",
                    "Conditions that are over",
                    RESPONSE_EXPIRED,
                    (s, d) -> saml(d, "Conditions").setAttribute("NotOnOrAfter", time(s, Duration.ofHours(-1)))),
            said("scf-1", "no SubjectConfirmation", ASSERTION_INCOMPLETE, d -> remove(saml(d, "SubjectConfirmation"))),
            said("scf-1-data", "a bearer confirmation without data", ASSERTION_INCOMPLETE, d -> remove(data(d))),
            said(
                    "scf-1-end",
                    "a bearer confirmation without NotOnOrAfter",
                    ASSERTION_INCOMPLETE,
                    d -> data(d).removeAttribute("NotOnOrAfter")),
            said(
                    "scf-1-recipient",
                    "a bearer confirmation without Recipient",
                    ASSERTION_INCOMPLETE,
                    d -> data(d).removeAttribute("Recipient")),
            said(
                    "scf-2",
                    "another Recipient",
                    RECIPIENT_MISMATCH,
                    d -> data(d).setAttribute("Recipient", "https://elsewhere.example/acs")),
            said(
                    "scf-2-query",
                    "the Recipient with a query",
                    RECIPIENT_MISMATCH,
                    d -> data(d).setAttribute("Recipient", data(d).getAttribute("Recipient") + "?x=1")),
            method("scf-4-vouches", "confirmed by sender-vouches only", "sender-vouches"),
            method("scf-4-key", "confirmed by holder-of-key only", "holder-of-key"),
            at(
                    "scf-5",
                    "NotBefore on a bearer confirmation",
                    ASSERTION_INCOMPLETE,
                    (s, d) -> data(d).setAttribute("NotBefore", time(s, Duration.ofHours(-1)))),
            said("scf-6-subject", "no Subject", ASSERTION_INCOMPLETE, d -> remove(saml(d, "Subject"))),
            said("scf-6-statement", "no AuthnStatement", ASSERTION_INCOMPLETE, d -> remove(saml(d, "AuthnStatement"))));

    private ConditionAlterations() {}

    private interface Change {
        void make(Scene scene, Document document);
    }

    private static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Conditions, confirmation and times", what, reason, make);
    }

    private static Alteration said(String name, String what, Reason reason, Consumer<Document> change) {
        return of(name, what, reason, s -> s.said(change));
    }

    private static Alteration at(String name, String what, Reason reason, Change change) {
        return of(name, what, reason, s -> s.said(d -> change.make(s, d)));
    }

    private static Alteration issued(String name, String what, Reason reason, Duration offset) {
        return of(name, what, reason, s -> s.answer(s.order().at(s.now().plus(offset))));
    }

    private static Alteration method(String name, String what, String method) {
        return said(
                name,
                what,
                ASSERTION_INCOMPLETE,
                d -> saml(d, "SubjectConfirmation").setAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:" + method));
    }

    private static String time(Scene scene, Duration offset) {
        return ResponseText.time(scene.now().plus(offset));
    }

    private static Element data(Document document) {
        return Xml.first(assertion(document), Xml.SAML, "SubjectConfirmationData");
    }
}
