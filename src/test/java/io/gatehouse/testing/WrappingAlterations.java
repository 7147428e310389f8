package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.SEVERAL_ASSERTIONS;
import static io.gatehouse.reason.Reason.SIGNATURE_INVALID;
import static io.gatehouse.reason.Reason.SIGNATURE_MISSING;
import static io.gatehouse.testing.Scene.assertion;
import static io.gatehouse.testing.Scene.evil;
import static io.gatehouse.testing.Scene.remove;
import static io.gatehouse.testing.Scene.response;
import static io.gatehouse.testing.Scene.signature;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.ResponseOrder.Signing;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is signed is not what is to be read (signature wrapping, "On Breaking SAML", 2012, and what followed). */
final class WrappingAlterations {
    static final List<Alteration> ALL = List.of(
            of(
                    "xsw-1",
                    "the genuine response inside the signature of a forged one",
                    SIGNATURE_INVALID,
                    s -> s.tamperedResponse(WrappingAlterations::responseInSignature)),
            of(
                    "xsw-2",
                    "the genuine response beside the signature of a forged one",
                    RESPONSE_MALFORMED,
                    s -> s.tamperedResponse(WrappingAlterations::responseBesideSignature)),
            of(
                    "xsw-3",
                    "a forged assertion before the signed one",
                    SEVERAL_ASSERTIONS,
                    s -> s.tampered(d -> response(d).insertBefore(evil(assertion(d)), assertion(d)))),
            of(
                    "xsw-3-after",
                    "a forged assertion after the signed one",
                    SEVERAL_ASSERTIONS,
                    s -> s.tampered(d -> response(d).appendChild(evil(assertion(d))))),
            of(
                    "xsw-4",
                    "a forged assertion around the signed one",
                    RESPONSE_MALFORMED,
                    around((forged, genuine) -> forged.appendChild(genuine))),
            of(
                    "xsw-5",
                    "the signature moved into a forged assertion, the original appended",
                    SEVERAL_ASSERTIONS,
                    s -> s.tampered(WrappingAlterations::signatureMoved)),
            of(
                    "xsw-6",
                    "as before, the original inside the moved signature",
                    SIGNATURE_INVALID,
                    s -> s.tampered(d -> originalInside(d, forged -> Xml.first(forged, Xml.DS, "Signature")))),
            of("xsw-7", "the signed assertion hidden in Extensions", RESPONSE_MALFORMED, around((forged, genuine) -> {
                var extensions = genuine.getOwnerDocument().createElementNS(Xml.SAMLP, "samlp:Extensions");
                extensions.appendChild(genuine);
                var parent = (Element) forged.getParentNode();
                parent.insertBefore(extensions, Xml.first(parent, Xml.SAMLP, "Status"));
            })),
            of(
                    "xsw-8",
                    "the original inside an Object of the moved signature",
                    SIGNATURE_INVALID,
                    s -> s.tampered(d -> originalInside(d, forged -> {
                        var object = d.createElementNS(Xml.DS, "ds:Object");
                        Xml.first(forged, Xml.DS, "Signature").appendChild(object);
                        return object;
                    }))),
            of(
                    "xsw-9-before",
                    "a forged assertion of the same ID before the signed one",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> response(d).insertBefore(sameId(d), assertion(d)))),
            of(
                    "xsw-9-after",
                    "a forged assertion of the same ID after the signed one",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> response(d).appendChild(sameId(d)))),
            of(
                    "xsw-10",
                    "the assertion's signature on the response, the assertion in its Object",
                    SIGNATURE_INVALID,
                    s -> s.tampered(WrappingAlterations::signatureOnResponse)),
            of(
                    "xsw-11",
                    "the signed assertion parked in StatusDetail",
                    RESPONSE_MALFORMED,
                    around((forged, genuine) -> {
                        var detail = genuine.getOwnerDocument().createElementNS(Xml.SAMLP, "samlp:StatusDetail");
                        detail.appendChild(genuine);
                        Xml.first((Element) forged.getParentNode(), Xml.SAMLP, "Status")
                                .appendChild(detail);
                    })),
            of("xsw-12", "the signed assertion parked in Advice", RESPONSE_MALFORMED, around((forged, genuine) -> {
                var advice = genuine.getOwnerDocument().createElementNS(Xml.SAML, "saml:Advice");
                advice.appendChild(genuine);
                forged.insertBefore(advice, Xml.first(forged, Xml.SAML, "AuthnStatement"));
            })),
            of(
                    "xsw-13",
                    "an element of another name that claims to be an assertion",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> response(d)
                            .insertBefore(
                                    Xml.parseInto(
                                            d,
                                            "<evil:A xmlns:evil='urn:evil' xmlns:saml='" + Xml.SAML
                                                    + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                                                    + " xsi:type='saml:AssertionType'/>"),
                                    assertion(d)))),
            of(
                    "xsw-14-envelope",
                    "a foreign element around the response",
                    RESPONSE_MALFORMED,
                    s -> s.rewritten(t -> "<e:Envelope xmlns:e='urn:e'>" + t + "</e:Envelope>")),
            of(
                    "xsw-14-assertion",
                    "an assertion instead of a response",
                    RESPONSE_MALFORMED,
                    s -> s.rewritten(t -> Xml.text(assertion(Xml.parse(t))))),
            of(
                    "xsw-14-logout",
                    "a LogoutResponse instead of a response",
                    RESPONSE_MALFORMED,
                    s -> s.rewritten(t -> t.replace("samlp:Response", "samlp:LogoutResponse"))),
            of("xsw-15", "a second root element", RESPONSE_MALFORMED, s -> s.rewritten(t -> t + "<evil/>")),
            of(
                    "xsw-16",
                    "no signature at all",
                    SIGNATURE_MISSING,
                    s -> s.answer(s.order().signing(Signing.NONE))),
            of(
                    "xsw-16-stripped",
                    "the signature cut off and the name changed",
                    SIGNATURE_MISSING,
                    s -> s.tampered(d -> {
                        remove(signature(d));
                        Scene.saml(d, "NameID").setTextContent("admin");
                    })),
            of(
                    "xsw-25",
                    "response and assertion share an ID",
                    RESPONSE_MALFORMED,
                    s -> s.answer(s.order().ids("_same", "_same"))),
            of(
                    "xsw-26-id",
                    "the assertion's ID again as id",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> Scene.saml(d, "Subject")
                            .setAttribute("id", assertion(d).getAttribute("ID")))),
            of(
                    "xsw-26-xml-id",
                    "an xml:id",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> Scene.saml(d, "Subject")
                            .setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:id", "_other"))),
            of(
                    "xsw-26-namespaced",
                    "an ID attribute in the protocol's namespace",
                    RESPONSE_MALFORMED,
                    s -> s.tampered(d -> response(d).setAttributeNS(Xml.SAMLP, "samlp:ID", "_other"))));

    private WrappingAlterations() {}

    private static Alteration of(String name, String what, Reason reason, Function<Scene, byte[]> make) {
        return new Alteration(name, "Signature wrapping and stripping", what, reason, make);
    }

    private interface Placing {
        void place(Element forged, Element genuine);
    }

    /** A forged assertion in the genuine one's place, and the genuine one, signature and all, somewhere else. */
    private static Function<Scene, byte[]> around(Placing placing) {
        return s -> s.tampered(d -> {
            Element genuine = assertion(d);
            Element forged = evil(genuine);
            response(d).replaceChild(forged, genuine);
            placing.place(forged, genuine);
        });
    }

    private static void responseInSignature(Document d) {
        var genuine = (Element) response(d).cloneNode(true);
        remove(Xml.first(genuine, Xml.DS, "Signature"));
        forgeOuter(d);
        signature(d).appendChild(genuine);
    }

    private static void responseBesideSignature(Document d) {
        var genuine = (Element) response(d).cloneNode(true);
        remove(Xml.first(genuine, Xml.DS, "Signature"));
        forgeOuter(d);
        response(d).insertBefore(genuine, signature(d));
    }

    private static void forgeOuter(Document d) {
        response(d).setAttribute("ID", "_evil-response");
        assertion(d).setAttribute("ID", "_evil");
        Scene.saml(d, "NameID").setTextContent("admin");
    }

    private static void signatureMoved(Document d) {
        Element genuine = assertion(d);
        Element forged = evil(genuine);
        forged.insertBefore(signature(d), Xml.first(forged, Xml.SAML, "Subject"));
        response(d).insertBefore(forged, genuine);
    }

    private static void originalInside(Document d, Function<Element, Element> place) {
        Element genuine = assertion(d);
        Element forged = evil(genuine);
        forged.insertBefore(signature(d), Xml.first(forged, Xml.SAML, "Subject"));
        response(d).replaceChild(forged, genuine);
        place.apply(forged).appendChild(genuine);
    }

    private static Element sameId(Document d) {
        Element forged = evil(assertion(d));
        forged.setAttribute("ID", assertion(d).getAttribute("ID"));
        return forged;
    }

    private static void signatureOnResponse(Document d) {
        Element genuine = assertion(d);
        Element forged = evil(genuine);
        Element signature = signature(d);
        Consumer<Element> object = o -> {
            signature.appendChild(o);
            o.appendChild(genuine);
        };
        response(d).replaceChild(forged, genuine);
        response(d).insertBefore(signature, Xml.first(d, Xml.SAMLP, "Status"));
        object.accept(d.createElementNS(Xml.DS, "ds:Object"));
    }
}
