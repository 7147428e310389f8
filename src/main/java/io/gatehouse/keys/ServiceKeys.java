package io.gatehouse.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gatehouse's own key pairs, made at first use, kept sealed in the database, the same on every node. */
@Component
public class ServiceKeys {
    /** What a key pair is for. */
    public enum Purpose {
        /** Session grants: EC P-256 (ES256). */
        GRANT_SIGNING,
        /** AuthnRequests and logout messages: RSA 3072. */
        SAML_SIGNING,
        /** Encrypted assertions: RSA 3072. */
        SAML_ENCRYPTION
    }

    /** A key pair, its id (RFC 7638 thumbprint of the public key) and a self-signed certificate for metadata. */
    public record ServiceKey(String id, PrivateKey privateKey, X509Certificate certificate) {}

    /** The key that signs or that is announced for encryption now. */
    public ServiceKey current(Purpose purpose) {
        throw new UnsupportedOperationException();
    }

    /** All keys still accepted or published, the current one first. */
    public List<ServiceKey> all(Purpose purpose) {
        throw new UnsupportedOperationException();
    }
}
