package io.gatehouse.keys;

import com.nimbusds.jose.JOSEException;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** How a key pair of ours is made, and read back. */
final class ServiceKeyForm {
    // In metadata a certificate only carries the key (SAML V2.0 Metadata Interoperability Profile 2.6.1), yet some
    // vendors
    // look at the dates; twenty years end before 2050, where X.509 changes its form of time.
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(20 * 365L);
    private static final X500Name NAME = new X500Name("CN=gatehouse");

    private ServiceKeyForm() {}

    /** Makes new key pairs; for session grants by this algorithm. */
    static ServiceKeys.Maker maker(GrantAlgorithm grants) {
        return (purpose, now, randomness) -> make(purpose, grants, now, randomness);
    }

    private static ServiceKey make(Purpose purpose, GrantAlgorithm grants, Instant now, Randomness randomness) {
        try {
            var pair = generate(purpose, grants);
            var certificate = certify(pair, now, new BigInteger(1, randomness.bytes(16)));
            return new ServiceKey(thumbprint(pair.getPublic()), pair.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key pair of this id from its PKCS #8 and X.509 forms. */
    static ServiceKey read(String id, byte[] privateKey, byte[] certificate) {
        try {
            var x509 = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
            var factory = KeyFactory.getInstance(x509.getPublicKey().getAlgorithm());
            return new ServiceKey(id, factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey)), x509);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(Purpose purpose, GrantAlgorithm grants) throws GeneralSecurityException {
        return switch (purpose) {
            case GRANT_SIGNING -> grants.generate();
            case SAML_SIGNING, SAML_ENCRYPTION -> {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(3072);
                yield generator.generateKeyPair();
            }
        };
    }

    private static X509Certificate certify(KeyPair pair, Instant now, BigInteger serial)
            throws OperatorCreationException, GeneralSecurityException {
        String algorithm = switch (pair.getPublic()) {
            case ECPublicKey _ -> "SHA256withECDSA";
            case EdECPublicKey _ -> "Ed25519";
            default -> "SHA256withRSA";
        };
        // A day back, for clocks that are behind ours.
        var builder = new JcaX509v3CertificateBuilder(
                NAME,
                serial,
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(CERTIFICATE_LIFE)),
                NAME,
                pair.getPublic());
        var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static String thumbprint(PublicKey key) throws JOSEException {
        return GrantAlgorithm.published(key, "").computeThumbprint().toString();
    }
}
