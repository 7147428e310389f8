package io.gatehouse.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair with a self-signed certificate. */
public record TestKeys(PrivateKey privateKey, X509Certificate certificate) {
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2090-01-01T00:00:00Z");

    /** RSA keys of this size. */
    public static TestKeys rsa(int bits) {
        return of(generated("RSA", bits), "CN=Test identity provider", FROM, UNTIL);
    }

    /** EC keys on P-256. */
    public static TestKeys elliptic() {
        return of(generated("EC", 0), "CN=Test identity provider", FROM, UNTIL);
    }

    /** The same key under a certificate that ended in the year 2001. */
    public TestKeys expired() {
        var pair = new KeyPair(certificate.getPublicKey(), privateKey);
        return of(pair, "CN=Test identity provider", FROM, Instant.parse("2001-01-01T00:00:00Z"));
    }

    private static KeyPair generated(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (bits == 0) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TestKeys of(KeyPair pair, String name, Instant from, Instant until) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Name(name),
                    BigInteger.TEN,
                    Date.from(from),
                    Date.from(until),
                    new X500Name(name),
                    pair.getPublic());
            String algorithm = pair.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            var signer = new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
            return new TestKeys(
                    pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
