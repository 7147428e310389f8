package io.gatehouse.testing;

import io.gatehouse.testing.ResponseOrder.Signing;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * An identity provider for tests: real keys, real signatures, made with the JDK alone, so that it shares no code with what
 * it tests. The same name has the same key as long as the JVM lives.
 */
public final class TestIdentityProvider {
    private static final Map<String, TestIdentityProvider> KNOWN = new ConcurrentHashMap<>();

    private final String entityId;
    private final TestKeys keys;

    private TestIdentityProvider(String entityId, TestKeys keys) {
        this.entityId = entityId;
        this.keys = keys;
    }

    /** The provider of this entity ID, with an RSA key of 2048 bits. */
    public static TestIdentityProvider named(String entityId) {
        return KNOWN.computeIfAbsent("rsa " + entityId, _ -> new TestIdentityProvider(entityId, TestKeys.rsa(2048)));
    }

    /** The provider of this entity ID, with an EC key on P-256. */
    public static TestIdentityProvider withEllipticKey(String entityId) {
        return KNOWN.computeIfAbsent("ec " + entityId, _ -> new TestIdentityProvider(entityId, TestKeys.elliptic()));
    }

    /** A provider of this entity ID with these keys. */
    public static TestIdentityProvider withKeys(String entityId, TestKeys keys) {
        return new TestIdentityProvider(entityId, keys);
    }

    public String entityId() {
        return entityId;
    }

    public X509Certificate certificate() {
        return keys.certificate();
    }

    public PrivateKey privateKey() {
        return keys.privateKey();
    }

    public PublicKey publicKey() {
        return keys.certificate().getPublicKey();
    }

    /** Metadata whose sign-on address (Redirect and POST) is this. */
    public String metadata(String ssoUrl) {
        return metadata(ssoUrl, "");
    }

    /** The same with single logout (Redirect and POST) at this address. */
    public String metadataWithLogout(String ssoUrl, String logoutUrl) {
        var logout = ResponseText.escaped(logoutUrl);
        return metadata(ssoUrl, """
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%s"/>
                <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
                """.formatted(logout, logout));
    }

    private String metadata(String ssoUrl, String logout) {
        return """
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
                  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <md:KeyDescriptor use="signing">
                      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                        <ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>
                      </ds:KeyInfo>
                    </md:KeyDescriptor>
                    %s<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%s"/>
                    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="%s"/>
                  </md:IDPSSODescriptor>
                </md:EntityDescriptor>
                """.formatted(
                        ResponseText.escaped(entityId),
                        certificateText(),
                        logout,
                        ResponseText.escaped(ssoUrl),
                        ResponseText.escaped(ssoUrl));
    }

    /** The certificate in base64, without armour. */
    public String certificateText() {
        try {
            return Base64.getEncoder().encodeToString(certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    /** The response that was ordered, as XML text. */
    public String respond(ResponseOrder order) {
        Document document = Xml.parse(ResponseText.of(entityId, order));
        order.beforeSigning.forEach(change -> change.accept(document));
        var signer = new TestSigner(keys, order.recipe);
        Element assertion = Xml.first(document, Xml.SAML, "Assertion");
        if (assertion != null && (order.signing == Signing.ASSERTION || order.signing == Signing.BOTH)) {
            signer.sign(assertion);
        }
        if (assertion != null && order.encryptionCertificate != null) {
            TestEncryption.encrypt(assertion, order);
        }
        if (order.signing == Signing.RESPONSE || order.signing == Signing.BOTH) {
            signer.sign(document.getDocumentElement());
        }
        for (Consumer<Document> change : order.afterSigning) {
            change.accept(document);
        }
        return Xml.text(document);
    }
}
