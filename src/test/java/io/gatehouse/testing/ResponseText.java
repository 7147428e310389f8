package io.gatehouse.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The text of an ordered response, before signing. */
final class ResponseText {
    private ResponseText() {}

    static String of(String issuer, ResponseOrder order) {
        String answers = order.requestId == null ? "" : " InResponseTo=\"" + escaped(order.requestId) + "\"";
        return """
                <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="%s" Version="2.0" IssueInstant="%s" Destination="%s"%s>\
                <saml:Issuer>%s</saml:Issuer>\
                <samlp:Status><samlp:StatusCode Value="%s">%s</samlp:StatusCode></samlp:Status>%s</samlp:Response>""".formatted(
                        order.responseId,
                        time(order.instant),
                        escaped(order.acs),
                        answers,
                        escaped(issuer),
                        escaped(order.status),
                        order.subStatus == null ? "" : "<samlp:StatusCode Value=\"" + escaped(order.subStatus) + "\"/>",
                        order.status.equals(ResponseOrder.SUCCESS) ? assertion(issuer, order, answers) : "");
    }

    private static String assertion(String issuer, ResponseOrder order, String answers) {
        Instant ends = order.instant.plus(order.validity);
        return """
                <saml:Assertion ID="%s" Version="2.0" IssueInstant="%s"><saml:Issuer>%s</saml:Issuer>\
                <saml:Subject>%s<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
                <saml:SubjectConfirmationData%s NotOnOrAfter="%s" Recipient="%s"/></saml:SubjectConfirmation></saml:Subject>\
                <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction><saml:Audience>%s</saml:Audience>\
                </saml:AudienceRestriction></saml:Conditions>\
                <saml:AuthnStatement AuthnInstant="%s" SessionIndex="%s"><saml:AuthnContext>\
                <saml:AuthnContextClassRef>%s</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>%s\
                </saml:Assertion>""".formatted(
                        order.assertionId,
                        time(order.instant),
                        escaped(issuer),
                        order.nameId == null
                                ? ""
                                : "<saml:NameID Format=\"" + escaped(order.nameIdFormat) + "\">" + escaped(order.nameId)
                                        + "</saml:NameID>",
                        answers,
                        time(ends),
                        escaped(order.acs),
                        time(order.instant.minus(Duration.ofMinutes(1))),
                        time(ends),
                        escaped(order.audience),
                        time(order.instant),
                        escaped(order.sessionIndex),
                        escaped(order.authnContext),
                        attributes(order));
    }

    private static String attributes(ResponseOrder order) {
        if (order.attributes.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("<saml:AttributeStatement xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
        order.attributes.forEach((name, values) -> {
            text.append("<saml:Attribute Name=\"").append(escaped(name)).append("\">");
            values.forEach(value -> text.append("<saml:AttributeValue xsi:type=\"xs:string\">")
                    .append(escaped(value))
                    .append("</saml:AttributeValue>"));
            text.append("</saml:Attribute>");
        });
        return text.append("</saml:AttributeStatement>").toString();
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;")
                .replace("\n", "&#10;")
                .replace("\t", "&#9;");
    }
}
