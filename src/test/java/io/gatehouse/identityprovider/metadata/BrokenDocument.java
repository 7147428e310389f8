package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.testing.SignedMetadata;
import io.gatehouse.testing.SigningRecipe;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A document that breaks one rule; when and how it is judged, and the line that the rule is about. */
record BrokenDocument(String text, int line, @Nullable String chosen, Terms terms, Instant at) {
    static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final TestKeys KEY = TestKeys.rsa(2048);
    private static final TestKeys SIGNER = TestKeys.rsa(2048);
    static final String ENTITY = "https://idp.partner.example";
    private static final String SSO = "https://sso.partner.example/sso";
    private static final String NEXT = "https://sso.partner.example/next";

    // Two lines of a comment first, so that no line is one by chance: the entity begins on line 3, its role on 4, the
    // descriptor of its key on 5, the certificate on 7, the endpoints on 10 and 11; the role ends on 12.
    private static final String BEFORE = "<!-- of a\npartner -->\n";
    private static final String ENTITY_TEXT = TestIdentityProvider.withKeys(ENTITY, KEY)
            .metadata(SSO)
            .replace("protocolSupportEnumeration", "WantAuthnRequestsSigned=\"true\" protocolSupportEnumeration");
    static final String PLAIN = BEFORE + ENTITY_TEXT;

    private static final Pattern CERTIFICATE = Pattern.compile("<ds:X509Certificate>[^<]*</ds:X509Certificate>");
    private static final Pattern DESCRIPTOR = Pattern.compile("(?s) *<md:KeyDescriptor.*?</md:KeyDescriptor>\n");

    static BrokenDocument of(String text, int line) {
        return new BrokenDocument(text, line, null, Terms.USUAL, NOW);
    }

    BrokenDocument at(Instant when) {
        return new BrokenDocument(text, line, chosen, terms, when);
    }

    BrokenDocument mustBeSigned() {
        var signers = List.of(TestIdentityProvider.withKeys(ENTITY, SIGNER).publicKey());
        return new BrokenDocument(text, line, chosen, new Terms(signers, false, false), at);
    }

    /** The one that breaks this rule. */
    static BrokenDocument by(Rule rule) {
        return switch (rule) {
            case DOCUMENT_EMPTY -> BrokenDocument.of(" \n ", 1);
            case DOCUMENT_TOO_LARGE -> BrokenDocument.of(PLAIN + " ".repeat(256 * 1024), 1);
            case DOCUMENT_TOO_COMPLEX ->
                BrokenDocument.of(with("<md:IDPSSODescriptor", "<md:IDPSSODescriptor" + attributes()), 4);
            case ENCODING_UNREADABLE ->
                BrokenDocument.of("<?xml version=\"1.0\" encoding=\"EBCDIC-INT\"?>\n" + PLAIN, 1);
            case DOCTYPE -> BrokenDocument.of("<?xml version=\"1.0\"?>\n\n<!DOCTYPE x>\n" + PLAIN, 3);
            case NOT_WELL_FORMED -> BrokenDocument.of(with("</md:IDPSSODescriptor>", ""), 13);
            case NOT_METADATA -> BrokenDocument.of(BEFORE + "<html/>", 3);
            case NAMESPACE_MISSING ->
                BrokenDocument.of(
                        with(" xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"", "")
                                .replace("md:", ""),
                        3);
            case IDP_ROLE_MISSING -> BrokenDocument.of(with("IDPSSODescriptor", "SPSSODescriptor"), 3);
            case SAML_11_ONLY -> BrokenDocument.of(with("SAML:2.0:protocol", "SAML:1.1:protocol"), 3);
            case SEVERAL_IDPS -> BrokenDocument.of(aggregate(ENTITY_TEXT.replace(ENTITY, "https://other.example")), 3);
            case SEVERAL_IDP_ROLES ->
                BrokenDocument.of(
                        with(
                                "</md:IDPSSODescriptor>\n",
                                "</md:IDPSSODescriptor>\n<md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"/>\n"),
                        13);
            case ENTITY_ID_DUPLICATE -> BrokenDocument.of(aggregate(ENTITY_TEXT), 15);
            case ENTITY_NOT_FOUND -> new BrokenDocument(PLAIN, 3, "https://nobody.example", Terms.USUAL, NOW);
            case ENTITY_ID_INVALID -> BrokenDocument.of(with(ENTITY, ENTITY + "\u00A0"), 3);
            case ENTITY_ID_NOT_URI -> BrokenDocument.of(with(ENTITY, "partner"), 3);
            case ENTITY_ID_NOT_ASCII -> BrokenDocument.of(with(ENTITY, "https://idp.p\u0430rtner.example"), 3);
            case ENTITY_ID_IN_USE, ENTITY_ID_OF_ANOTHER_PARTNER, ENTITY_ID_LIKE_ANOTHERS -> BrokenDocument.of(PLAIN, 3);
            case METADATA_EXPIRED -> BrokenDocument.of(validUntil("2026-11-30T23:59:59Z"), 4);
            case METADATA_EXPIRES_SOON -> BrokenDocument.of(validUntil("2026-12-30T00:00:00Z"), 4);
            case VALIDITY_UNREADABLE -> BrokenDocument.of(validUntil("next year"), 4);
            case SIGNING_KEY_MISSING -> BrokenDocument.of(with("use=\"signing\"", "use=\"encryption\""), 4);
            case KEY_UNREADABLE -> BrokenDocument.of(certified("TUlJ"), 7);
            case CERTIFICATE_MISSING ->
                BrokenDocument.of(CERTIFICATE.matcher(PLAIN).replaceAll(""), 5);
            case KEY_TOO_SMALL -> BrokenDocument.of(certified(ofCorpus("protectnetwork-rsa512.xml")), 7);
            case RSA_BELOW_2048 -> BrokenDocument.of(certified(SignedMetadata.certificate(TestKeys.rsa(1024))), 7);
            case CERTIFICATE_EXPIRED -> BrokenDocument.of(PLAIN, 7).at(Instant.parse("2090-01-02T00:00:00Z"));
            case CERTIFICATE_EXPIRES_SOON -> BrokenDocument.of(PLAIN, 7).at(Instant.parse("2089-12-20T00:00:00Z"));
            case CERTIFICATE_NOT_YET_VALID -> BrokenDocument.of(PLAIN, 7).at(Instant.parse("1999-12-31T00:00:00Z"));
            case CERTIFICATE_CHAIN ->
                BrokenDocument.of(
                        CERTIFICATE
                                .matcher(PLAIN)
                                .replaceAll("$0\n<ds:X509Certificate>" + SignedMetadata.certificate(SIGNER)
                                        + "</ds:X509Certificate>"),
                        7);
            case KEY_DUPLICATE -> BrokenDocument.of(DESCRIPTOR.matcher(PLAIN).replaceAll("$0$0"), 12);
            case KEY_USE_MISSING -> BrokenDocument.of(with(" use=\"signing\"", ""), 5);
            case SSO_ENDPOINT_MISSING -> BrokenDocument.of(PLAIN.replaceAll("HTTP-(Redirect|POST)", "SOAP"), 4);
            case ENDPOINT_HTTP -> BrokenDocument.of(second("http://sso.partner.example/sso"), 11);
            case ENDPOINT_IP_ADDRESS -> BrokenDocument.of(second("https://192.0.2.1/sso"), 11);
            case ENDPOINT_HTTP_ONLY -> BrokenDocument.of(with("https://sso", "http://sso"), 10);
            case ENDPOINT_INTERNAL_HOST -> BrokenDocument.of(second("https://sso.partner.internal/sso"), 11);
            case ENDPOINT_UNUSABLE -> BrokenDocument.of(second("javascript:alert(1)"), 11);
            case ENDPOINT_BINDING_UNSUPPORTED -> BrokenDocument.of(with("HTTP-POST", "HTTP-Artifact"), 11);
            case ENDPOINT_DUPLICATE -> BrokenDocument.of(with("HTTP-POST", "HTTP-Redirect"), 11);
            case REQUESTS_UNSIGNED -> BrokenDocument.of(with("WantAuthnRequestsSigned=\"true\"", ""), 4);
            case IP_HINT_IGNORED ->
                BrokenDocument.of(
                        with(
                                "<md:KeyDescriptor",
                                "<md:Extensions>\n<i:IPHint xmlns:i=\"urn:oasis:names:tc:SAML:metadata:ui\">10.0.0.0/8</i:IPHint></md:Extensions>\n<md:KeyDescriptor"),
                        6);
            case SIGNATURE_MISSING -> BrokenDocument.of(PLAIN, 3).mustBeSigned();
            case SIGNATURE_UNTRUSTED ->
                BrokenDocument.of(BEFORE + SignedMetadata.signed(ENTITY_TEXT, KEY), 3)
                        .mustBeSigned();
            case SIGNATURE_SHA1 ->
                BrokenDocument.of(
                        BEFORE + TestDocuments.text("uaa-signed-sha1.xml").replaceFirst("^<\\?xml[^>]*\\?>", ""), 3);
            case SIGNATURE_INVALID ->
                BrokenDocument.of(
                        BEFORE + SignedMetadata.signed(ENTITY_TEXT, SIGNER).replace(SSO, NEXT), 3);
            case SIGNATURE_UNVERIFIABLE ->
                BrokenDocument.of(
                        BEFORE
                                + SignedMetadata.signed(ENTITY_TEXT, SIGNER, SigningRecipe.USUAL, document -> {
                                    var signature = Xml.first(document, Xml.DS, "Signature");
                                    signature.removeChild(signature
                                            .getElementsByTagNameNS(Xml.DS, "KeyInfo")
                                            .item(0));
                                }),
                        3);
        };
    }

    private static String with(String what, String by) {
        assertThat(PLAIN).contains(what);
        return PLAIN.replace(what, by);
    }

    private static String second(String address) {
        int last = PLAIN.lastIndexOf(SSO);
        return PLAIN.substring(0, last) + address + PLAIN.substring(last + SSO.length());
    }

    private static String validUntil(String time) {
        return with("<md:IDPSSODescriptor", "<md:IDPSSODescriptor validUntil=\"" + time + "\"");
    }

    private static String certified(String certificate) {
        return CERTIFICATE.matcher(PLAIN).replaceAll("<ds:X509Certificate>" + certificate + "</ds:X509Certificate>");
    }

    private static String ofCorpus(String file) {
        var certificate = Pattern.compile("(?s)X509Certificate>(.*?)<").matcher(TestDocuments.text(file));
        assertThat(certificate.find()).isTrue();
        return certificate.group(1).replaceAll("\\s", "");
    }

    // The aggregate begins on line 3, its first party on 4, the other eleven lines below.
    private static String aggregate(String other) {
        return BEFORE + "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">\n" + ENTITY_TEXT
                + other + "</md:EntitiesDescriptor>";
    }

    private static String attributes() {
        return IntStream.range(0, 65).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
    }
}
