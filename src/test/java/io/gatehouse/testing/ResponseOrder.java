package io.gatehouse.testing;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.w3c.dom.Document;

/** What a {@link TestIdentityProvider} is asked to answer with. A fresh order is a valid sign-in; a test changes one thing of it. */
public final class ResponseOrder {
    /** What is signed. */
    public enum Signing {
        RESPONSE,
        ASSERTION,
        BOTH,
        NONE
    }

    /** Where the encrypted key stands: inside the encrypted data's KeyInfo, or beside the encrypted data. */
    public enum KeyPlace {
        INSIDE,
        BESIDE
    }

    static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    final String acs;
    final String audience;
    String requestId;
    String nameId = "b3c5a1f0-anna";
    String nameIdFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
    final Map<String, List<String>> attributes = new LinkedHashMap<>();
    Instant instant = Instant.now();
    Duration validity = Duration.ofMinutes(5);
    String authnContext = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
    String sessionIndex = "_session-" + UUID.randomUUID();
    String status = SUCCESS;
    String subStatus;
    Signing signing = Signing.ASSERTION;
    String responseId = "_response-" + UUID.randomUUID();
    String assertionId = "_assertion-" + UUID.randomUUID();
    X509Certificate encryptionCertificate;
    String blockCipher = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    String keyTransport = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    KeyPlace keyPlace = KeyPlace.INSIDE;
    String oaepDigest;
    String oaepMask;
    SigningRecipe recipe = SigningRecipe.USUAL;
    final List<Consumer<Document>> beforeSigning = new ArrayList<>();
    final List<Consumer<Document>> afterSigning = new ArrayList<>();

    private ResponseOrder(String acs, String audience) {
        this.acs = acs;
        this.audience = audience;
        attributes.put("email", List.of("anna@northwind.example"));
        attributes.put("givenName", List.of("Anna"));
        attributes.put("sn", List.of("Berg"));
        attributes.put("groups", List.of("orders", "returns"));
    }

    /** A sign-in at this assertion consumer service, for this audience (our entity ID): signed assertion, unsolicited. */
    public static ResponseOrder to(String acs, String audience) {
        return new ResponseOrder(acs, audience);
    }

    /** Answers this AuthnRequest; null for an unsolicited response. */
    public ResponseOrder inResponseTo(String id) {
        this.requestId = id;
        return this;
    }

    public ResponseOrder nameId(String value) {
        this.nameId = value;
        return this;
    }

    public ResponseOrder nameIdFormat(String format) {
        this.nameIdFormat = format;
        return this;
    }

    /** Sets one attribute; no values leaves it out. */
    public ResponseOrder attribute(String name, String... values) {
        if (values.length == 0) {
            attributes.remove(name);
        } else {
            attributes.put(name, List.of(values));
        }
        return this;
    }

    /** The instant of issue and authentication, truncated to milliseconds when written. */
    public ResponseOrder at(Instant issued) {
        this.instant = issued;
        return this;
    }

    public ResponseOrder validFor(Duration duration) {
        this.validity = duration;
        return this;
    }

    public ResponseOrder authnContext(String classRef) {
        this.authnContext = classRef;
        return this;
    }

    public ResponseOrder sessionIndex(String index) {
        this.sessionIndex = index;
        return this;
    }

    /** A refusal by the identity provider: no assertion. */
    public ResponseOrder declining(String code, String subCode) {
        this.status = code;
        this.subStatus = subCode;
        this.signing = Signing.RESPONSE;
        return this;
    }

    public ResponseOrder signing(Signing what) {
        this.signing = what;
        return this;
    }

    public ResponseOrder signedBy(SigningRecipe how) {
        this.recipe = how;
        return this;
    }

    public ResponseOrder ids(String response, String assertion) {
        this.responseId = response;
        this.assertionId = assertion;
        return this;
    }

    /** Encrypts the (signed) assertion for this certificate's key. */
    public ResponseOrder encryptedFor(X509Certificate certificate) {
        this.encryptionCertificate = certificate;
        return this;
    }

    public ResponseOrder encryptedBy(String cipher, String transport, KeyPlace place) {
        this.blockCipher = cipher;
        this.keyTransport = transport;
        this.keyPlace = place;
        return this;
    }

    /** The digest and the mask (SHA-1 or SHA-256 to SHA-512, by number) of OAEP as XML Encryption 1.1 has it. */
    public ResponseOrder oaep(int digest, int mask) {
        this.keyTransport = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
        this.oaepDigest = "SHA-" + digest;
        this.oaepMask = "SHA-" + mask;
        return this;
    }

    /** Changes what will be signed: the provider itself says something wrong. */
    public ResponseOrder changedBeforeSigning(Consumer<Document> change) {
        beforeSigning.add(change);
        return this;
    }

    /** Changes what was signed: somebody on the way did it. */
    public ResponseOrder changedAfterSigning(Consumer<Document> change) {
        afterSigning.add(change);
        return this;
    }
}
