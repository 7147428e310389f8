package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.DESTINATION_MISMATCH;
import static io.gatehouse.reason.Reason.IDP_DECLINED;
import static io.gatehouse.reason.Reason.REQUEST_UNKNOWN;
import static io.gatehouse.reason.Reason.SEVERAL_ASSERTIONS;
import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;
import static io.gatehouse.reason.Reason.UNSOLICITED_RESPONSE;
import static io.gatehouse.testing.Scene.saml;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The message around the assertion: how it went, where to, in answer to what, and how many. */
final class MessageAlterations {
    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

    static final List<Alteration> ALL = List.of(
            of(
                    "sta-1",
                    "the provider declines",
                    IDP_DECLINED,
                    s -> s.answer(s.order().declining(STATUS + "Responder", STATUS + "AuthnFailed"))),
            of(
                    "sta-1-unsigned",
                    "somebody declines without a signature",
                    SIGNATURE_MISSING,
                    s -> s.answer(
                            s.order().declining(STATUS + "Requester", null).signing(Signing.NONE))),
            said(
                    "sta-2",
                    "Success with a failure below it",
                    IDP_DECLINED,
                    d -> Xml.first(d, Xml.SAMLP, "StatusCode")
                            .appendChild(Xml.parseInto(
                                    d,
                                    "<p:StatusCode xmlns:p='" + Xml.SAMLP + "' Value='" + STATUS + "AuthnFailed'/>"))),
            said(
                    "sta-3",
                    "an assertion under a status that is no success",
                    IDP_DECLINED,
                    d -> Xml.first(d, Xml.SAMLP, "StatusCode").setAttribute("Value", STATUS + "Responder")),
            said(
                    "dst-1",
                    "to another address",
                    DESTINATION_MISMATCH,
                    d -> response(d).setAttribute("Destination", "https://elsewhere.example/acs")),
            said(
                    "dst-1-slash",
                    "a slash after the Destination",
                    DESTINATION_MISMATCH,
                    d -> response(d).setAttribute("Destination", response(d).getAttribute("Destination") + "/")),
            said(
                    "dst-1-case",
                    "the Destination in capitals",
                    DESTINATION_MISMATCH,
                    d -> response(d)
                            .setAttribute(
                                    "Destination",
                                    response(d).getAttribute("Destination").toUpperCase(Locale.ROOT))),
            of(
                    "dst-2",
                    "a signed response without Destination",
                    DESTINATION_MISMATCH,
                    s -> s.answer(s.order()
                            .signing(Signing.RESPONSE)
                            .changedBeforeSigning(d -> response(d).removeAttribute("Destination")))),
            said(
                    "dst-2-empty",
                    "an empty Destination",
                    DESTINATION_MISMATCH,
                    d -> response(d).setAttribute("Destination", "")),
            of(
                    "irt-1",
                    "in answer to nobody's request",
                    REQUEST_UNKNOWN,
                    s -> s.answer(s.order().inResponseTo("_nobody"))),
            of(
                    "irt-2",
                    "in answer to no request",
                    UNSOLICITED_RESPONSE,
                    s -> s.answer(s.order().inResponseTo(null))),
            of(
                    "irt-5",
                    "a blank InResponseTo",
                    REQUEST_UNKNOWN,
                    s -> s.answer(s.order().inResponseTo(" "))),
            said(
                    "irt-9-confirmation",
                    "the confirmation is of another request",
                    REQUEST_UNKNOWN,
                    d -> saml(d, "SubjectConfirmationData").setAttribute("InResponseTo", "_other")),
            said(
                    "irt-9-response",
                    "only the response names the request",
                    REQUEST_UNKNOWN,
                    d -> saml(d, "SubjectConfirmationData").removeAttribute("InResponseTo")),
            said(
                    "irt-9-silent",
                    "only the confirmation names the request",
                    REQUEST_UNKNOWN,
                    d -> response(d).removeAttribute("InResponseTo")),
            of(
                    "mul-1",
                    "two assertions in a signed response",
                    SEVERAL_ASSERTIONS,
                    s -> s.answer(s.order()
                            .signing(Signing.RESPONSE)
                            .changedBeforeSigning(d -> response(d).appendChild(Scene.evil(Scene.assertion(d)))))),
            of(
                    "mul-1-first",
                    "two assertions in a signed response, the other way round",
                    SEVERAL_ASSERTIONS,
                    s -> s.answer(s.order()
                            .signing(Signing.RESPONSE)
                            .changedBeforeSigning(d ->
                                    response(d).insertBefore(Scene.evil(Scene.assertion(d)), Scene.assertion(d))))),
            of(
                    "mul-3",
                    "a plain and an encrypted assertion in a signed response",
                    SEVERAL_ASSERTIONS,
                    s -> s.answer(s.order().signing(Signing.RESPONSE).changedBeforeSigning(d -> encryptedToo(s, d)))));

    private MessageAlterations() {}

    private static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Status, destination, request and number", what, reason, make);
    }

    private static Alteration said(String name, String what, Reason reason, Consumer<Document> change) {
        return of(name, what, reason, s -> s.said(change));
    }

    static void encryptedToo(Scene scene, Document document) {
        byte[] evil = Scene.bytes(Xml.text(Scene.evil(Scene.assertion(document))));
        response(document)
                .appendChild(Xml.parseInto(
                        document, TestEncryption.encrypted(evil, scene.order().encryptedFor(scene.encryption()))));
    }

    private static Element response(Document document) {
        return document.getDocumentElement();
    }
}
