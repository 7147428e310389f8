package io.gatehouse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.w3c.dom.Document;

/** A logout message that a {@link TestIdentityProvider} is asked for. A fresh order is a valid one; a test changes one thing of it. */
public final class LogoutOrder {
    /** RSA with SHA-256, by its SigAlg. */
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    /** RSA with SHA-1. */
    public static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";

    private final boolean request;
    private final String destination;
    private final String inResponseTo;
    private String id = "_logout-" + UUID.randomUUID();
    private String issuer;
    private Instant instant = Instant.now();
    private Duration lasts = Duration.ofMinutes(5);
    private String nameId = "anna";
    private String nameAttributes = " Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\"";
    private List<String> indexes = List.of();
    private String status = ResponseOrder.SUCCESS;
    private String subStatus;
    private X509Certificate encryptionCertificate;
    private SigningRecipe recipe = SigningRecipe.USUAL;
    private final List<Consumer<Document>> beforeSigning = new ArrayList<>();
    private final List<Consumer<Document>> afterSigning = new ArrayList<>();

    private LogoutOrder(boolean request, String destination, String inResponseTo) {
        this.request = request;
        this.destination = destination;
        this.inResponseTo = inResponseTo;
    }

    /** A request to end sessions, sent here. */
    public static LogoutOrder request(String destination) {
        return new LogoutOrder(true, destination, null);
    }

    /** The answer to this request. */
    public static LogoutOrder answer(String destination, String inResponseTo) {
        return new LogoutOrder(false, destination, inResponseTo);
    }

    public LogoutOrder id(String value) {
        this.id = value;
        return this;
    }

    public LogoutOrder issuer(String value) {
        this.issuer = value;
        return this;
    }

    /** Whose sessions: a persistent name without qualifiers. */
    public LogoutOrder of(String name) {
        this.nameId = name;
        return this;
    }

    /** The attributes of the NameID, as text. */
    public LogoutOrder named(String attributes) {
        this.nameAttributes = attributes;
        return this;
    }

    public LogoutOrder sessions(String... values) {
        this.indexes = List.of(values);
        return this;
    }

    public LogoutOrder at(Instant issued) {
        this.instant = issued;
        return this;
    }

    /** When the request ends, after its issue. */
    public LogoutOrder lasting(Duration time) {
        this.lasts = time;
        return this;
    }

    public LogoutOrder saying(String code, String subCode) {
        this.status = code;
        this.subStatus = subCode;
        return this;
    }

    /** The name is encrypted for this certificate's key. */
    public LogoutOrder encryptedFor(X509Certificate certificate) {
        this.encryptionCertificate = certificate;
        return this;
    }

    public LogoutOrder signedBy(SigningRecipe how) {
        this.recipe = how;
        return this;
    }

    public LogoutOrder changedBeforeSigning(Consumer<Document> change) {
        beforeSigning.add(change);
        return this;
    }

    public LogoutOrder changedAfterSigning(Consumer<Document> change) {
        afterSigning.add(change);
        return this;
    }

    /** The parameter that carries it. */
    public String parameter() {
        return request ? "SAMLRequest" : "SAMLResponse";
    }

    /** The message with an enveloped signature, for POST. */
    public String signed(TestIdentityProvider idp) {
        Document document = document(idp);
        new TestSigner(new TestKeys(idp.privateKey(), idp.certificate()), recipe).sign(document.getDocumentElement());
        afterSigning.forEach(change -> change.accept(document));
        return Xml.text(document);
    }

    /** The message without a signature. */
    public String unsigned(TestIdentityProvider idp) {
        Document document = document(idp);
        afterSigning.forEach(change -> change.accept(document));
        return Xml.text(document);
    }

    /** The query of a redirect, signed by the provider. */
    public String query(TestIdentityProvider idp, String relayState) {
        return query(unsigned(idp), relayState, RSA_SHA256, "SHA256withRSA", idp);
    }

    /** The same with another algorithm, by its SigAlg and by the JDK's name for it. */
    public String query(String xml, String relayState, String sigAlg, String algorithm, TestIdentityProvider idp) {
        return RedirectText.signed(unsignedQuery(xml, relayState), sigAlg, algorithm, idp.privateKey());
    }

    /** The query of a redirect without a signature. */
    public String unsignedQuery(String xml, String relayState) {
        return RedirectText.query(parameter(), xml, relayState);
    }

    private Document document(TestIdentityProvider idp) {
        Document document = Xml.parse(request ? requestText(idp) : answerText(idp));
        beforeSigning.forEach(change -> change.accept(document));
        return document;
    }

    private String requestText(TestIdentityProvider idp) {
        String name = "<saml:NameID xmlns:saml=\"" + Xml.SAML + "\"" + nameAttributes + ">"
                + ResponseText.escaped(nameId) + "</saml:NameID>";
        var sessions = new StringBuilder();
        indexes.forEach(index -> sessions.append("<samlp:SessionIndex>")
                .append(ResponseText.escaped(index))
                .append("</samlp:SessionIndex>"));
        String until = lasts == null ? "" : " NotOnOrAfter=\"" + ResponseText.time(instant.plus(lasts)) + "\"";
        return head("LogoutRequest", until, idp)
                + (encryptionCertificate == null
                        ? name
                        : TestEncryption.encryptedId(name.getBytes(UTF_8), encryptionCertificate))
                + sessions + "</samlp:LogoutRequest>";
    }

    private String answerText(TestIdentityProvider idp) {
        String answers = inResponseTo == null ? "" : " InResponseTo=\"" + ResponseText.escaped(inResponseTo) + "\"";
        String sub = subStatus == null ? "" : "<samlp:StatusCode Value=\"" + subStatus + "\"/>";
        return head("LogoutResponse", answers, idp) + "<samlp:Status><samlp:StatusCode Value=\"" + status + "\">" + sub
                + "</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>";
    }

    private String head(String name, String attributes, TestIdentityProvider idp) {
        return """
                <samlp:%s xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" \
                ID="%s" Version="2.0" IssueInstant="%s" Destination="%s"%s><saml:Issuer>%s</saml:Issuer>""".formatted(
                        name,
                        id,
                        ResponseText.time(instant),
                        ResponseText.escaped(destination),
                        attributes,
                        ResponseText.escaped(issuer == null ? idp.entityId() : issuer));
    }
}
