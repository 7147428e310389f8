package io.gatehouse.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key for session grants, made on the spot. */
public final class TestGrantKey {
    private TestGrantKey() {}

    /** A new EC P-256 key with a certificate of its own. */
    public static ServiceKey make() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var id = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .build()
                    .computeThumbprint()
                    .toString();
            return certified(id, pair, "SHA256withECDSA");
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new Ed25519 key. */
    public static ServiceKey ed25519() {
        return certified("ed25519", generated("Ed25519"), "Ed25519");
    }

    /** A new RSA key. */
    public static ServiceKey rsa() {
        return certified("rsa", generated("RSA"), "SHA256withRSA");
    }

    private static KeyPair generated(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServiceKey certified(String id, KeyPair pair, String algorithm) {
        try {
            var name = new X500Name("CN=gatehouse test");
            var from = Instant.parse("2026-01-01T00:00:00Z");
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.ONE,
                                    Date.from(from),
                                    Date.from(from.plusSeconds(400L * 86_400)),
                                    name,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
            return new ServiceKey(id, pair.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a portal would read of it at the JWKS address. */
    public static JWKSet published(ServiceKey key) {
        return new JWKSet(
                new ECKey.Builder(Curve.P_256, (ECPublicKey) key.certificate().getPublicKey())
                        .keyID(key.id())
                        .build());
    }
}
