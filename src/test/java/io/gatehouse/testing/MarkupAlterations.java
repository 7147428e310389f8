package io.gatehouse.testing;

import static io.gatehouse.reason.Reason.RESPONSE_MALFORMED;
import static io.gatehouse.reason.Reason.SEVERAL_ASSERTIONS;
import static io.gatehouse.testing.Scene.assertion;
import static io.gatehouse.testing.Scene.saml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Bytes, markup and structure: what no library should have to think about. */
final class MarkupAlterations {
    private static final String CONDITION = "<saml:Condition xmlns:saml='" + Xml.SAML
            + "' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'" + " xmlns:e='urn:e' xsi:type='e:Mine'/>";

    static final List<Alteration> ALL = List.of(
            rewritten("xml-1", "a DOCTYPE", t -> "<!DOCTYPE a>" + t),
            rewritten(
                    "xml-2",
                    "an external entity",
                    t -> "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + t.replace("anna<", "&x;<")),
            rewritten(
                    "xml-2-parameter",
                    "an external parameter entity",
                    t -> "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]>" + t),
            rewritten("xml-3", "entities that grow exponentially", t -> bomb() + t.replace("anna<", "&a9;<")),
            rewritten(
                    "xsw-28",
                    "a DOCTYPE that declares attributes",
                    t -> "<!DOCTYPE a [<!ATTLIST a xmlns CDATA #FIXED 'urn:x'>]>" + t),
            rewritten("entity", "an entity that nobody declared", t -> t.replace("anna<", "&anna;<")),
            rewritten(
                    "xml-6",
                    "thousands of attributes on one element",
                    t -> t.replaceFirst("<saml:Subject>", "<saml:Subject" + many(9000, "a%d='x' ") + ">")),
            rewritten(
                    "xml-7",
                    "thousands of namespaces on one element",
                    t -> t.replaceFirst("<saml:Subject>", "<saml:Subject" + many(9000, "xmlns:a%d='urn:x' ") + ">")),
            of(
                    "xml-8",
                    "fifty assertions",
                    s -> s.tampered(d -> {
                        for (int i = 0; i < 50; i++) {
                            var copy = Scene.evil(assertion(d));
                            copy.setAttribute("ID", "_evil" + i);
                            Scene.response(d).appendChild(copy);
                        }
                    })),
            of("xml-9-utf-16", "UTF-16", s -> s.valid().getBytes(StandardCharsets.UTF_16)),
            of(
                    "xml-9-latin-1",
                    "ISO 8859-1",
                    s -> ("<?xml version='1.0' encoding='ISO-8859-1'?>" + s.valid())
                            .getBytes(StandardCharsets.ISO_8859_1)),
            of(
                    "xml-9-bytes",
                    "bytes that are not UTF-8",
                    s -> s.valid().replace("Anna", "Ann\u00e9").getBytes(StandardCharsets.ISO_8859_1)),
            rewritten("xml-9-mark", "a byte order mark", t -> "\uFEFF" + t),
            rewritten("xml-9-version", "XML 1.1", t -> "<?xml version='1.1'?>" + t),
            rewritten("xml-9-nul", "a NUL", t -> t.replace("Anna", "An\u0000na")),
            rewritten(
                    "xml-10",
                    "a processing instruction",
                    t -> t.replaceFirst("<saml:Subject>", "<?x y?><saml:Subject>")),
            rewritten("xml-11", "a comment", t -> t.replaceFirst("<saml:Subject>", "<!-- --><saml:Subject>")),
            rewritten("xml-12", "a CDATA section", t -> t.replace("Anna", "<![CDATA[Anna]]>")),
            rewritten("xml-13", "a comment after the root", t -> t + "<!-- -->"),
            rewritten("xml-15", "more than 256 KiB", t -> t + " ".repeat(300_000)),
            rewritten(
                    "xml-depth",
                    "elements nested a thousand deep",
                    t -> t.replaceFirst("<saml:Subject>", "<saml:Subject>" + "<a>".repeat(1000) + "</a>".repeat(1000))),
            rewritten(
                    "xml-elements",
                    "ten thousand elements",
                    t -> t.replaceFirst("<saml:Subject>", "<saml:Subject>" + "<a/>".repeat(10_000))),
            rewritten("xml-cut", "cut off in the middle", t -> t.substring(0, t.length() / 2)),
            of("xml-brackets", "nothing but opening brackets", _ -> Scene.bytes("<".repeat(250_000))),
            of("xml-quotes", "nothing but quotes and brackets", _ -> Scene.bytes("<'<\"".repeat(60_000))),
            of("xml-ampersands", "nothing but ampersands", _ -> Scene.bytes("<a>" + "&".repeat(250_000))),
            of("xml-empty", "nothing", _ -> new byte[0]),
            of("xml-text", "no XML", _ -> Scene.bytes("SAMLResponse")),
            said(
                    "xml-18-unknown",
                    "an unknown child of the assertion",
                    d -> assertion(d).appendChild(d.createElementNS("urn:e", "e:Extra"))),
            said(
                    "xml-18-order",
                    "Conditions before Subject",
                    d -> assertion(d).insertBefore(saml(d, "Conditions"), saml(d, "Subject"))),
            said(
                    "xml-18-twice",
                    "Conditions twice",
                    d -> assertion(d).insertBefore(saml(d, "Conditions").cloneNode(true), saml(d, "Conditions"))),
            said(
                    "xml-18-subject",
                    "Subject twice",
                    d -> assertion(d).insertBefore(saml(d, "Subject").cloneNode(true), saml(d, "Subject"))),
            said(
                    "xml-18-status",
                    "Status twice",
                    d -> Scene.response(d).insertBefore(status(d).cloneNode(true), status(d))),
            said("xml-18-attribute", "an unknown attribute", d -> assertion(d).setAttribute("Trusted", "yes")),
            said(
                    "xml-18-statement",
                    "two AuthnStatements",
                    d -> assertion(d)
                            .insertBefore(saml(d, "AuthnStatement").cloneNode(true), saml(d, "AuthnStatement"))),
            said("xml-18-text", "text between elements", d -> saml(d, "Subject").appendChild(d.createTextNode("anna"))),
            said(
                    "xml-18-type",
                    "an xsi:type on a core element",
                    d -> saml(d, "Conditions")
                            .setAttributeNS(
                                    "http://www.w3.org/2001/XMLSchema-instance", "xsi:type", "saml:ConditionsType")),
            said(
                    "ver-1-assertion",
                    "Version 1.1 of the assertion",
                    d -> assertion(d).setAttribute("Version", "1.1")),
            said(
                    "ver-1-response",
                    "Version 3.7 of the response",
                    d -> Scene.response(d).setAttribute("Version", "3.7")),
            said(
                    "cnd-4-element",
                    "a condition of an unknown name",
                    d -> saml(d, "Conditions").appendChild(d.createElementNS("urn:e", "e:Condition"))),
            said(
                    "cnd-4-type",
                    "a Condition of an unknown type",
                    d -> saml(d, "Conditions").appendChild(Xml.parseInto(d, CONDITION))),
            said("rpl-5-none", "an assertion without ID", d -> {
                saml(d, "Assertion").setAttribute("ID", "");
            }),
            of(
                    "rpl-5-long",
                    "an ID of 5,000 characters",
                    s -> s.answer(s.order().ids("_r", "_" + "a".repeat(5000)))),
            of("rpl-5-quote", "an ID with a quote", s -> s.answer(s.order().ids("_r'or'1", "_a"))),
            said("mul-4", "Success without an assertion", d -> Scene.remove(assertion(d))),
            time("tim-7-zone", "a time without zone", "2026-01-01T00:00:00"),
            time("tim-7-offset", "a time with an offset", "2026-01-01T00:00:00+02:00"),
            time("tim-7-empty", "an empty time", ""),
            time("tim-7-fraction", "a time with twenty decimal places", "2026-01-01T00:00:00.00000000000000000000Z"),
            time("tim-7-leap", "a leap second", "2026-06-30T23:59:60Z"),
            time("tim-7-garbage", "a time that is none", "tomorrow"));

    private MarkupAlterations() {}

    private static Alteration of(String name, String what, Function<Scene, byte[]> make) {
        var reason = name.equals("xml-8") ? SEVERAL_ASSERTIONS : RESPONSE_MALFORMED;
        return new Alteration(name, "Bytes, markup and structure", what, reason, make);
    }

    private static Alteration rewritten(String name, String what, UnaryOperator<String> change) {
        return of(name, what, s -> s.rewritten(change));
    }

    private static Alteration said(String name, String what, Consumer<Document> change) {
        return of(name, what, s -> s.said(change));
    }

    private static Alteration time(String name, String what, String value) {
        return said(name, what, d -> saml(d, "Conditions").setAttribute("NotBefore", value));
    }

    private static Element status(Document document) {
        return Xml.first(document, Xml.SAMLP, "Status");
    }

    private static String many(int count, String form) {
        var text = new StringBuilder(" ");
        for (int i = 0; i < count; i++) {
            text.append(form.formatted(i));
        }
        return text.toString();
    }

    private static String bomb() {
        var text = new StringBuilder("<!DOCTYPE a [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 10; i++) {
            text.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return text.append("]>").toString();
    }
}
