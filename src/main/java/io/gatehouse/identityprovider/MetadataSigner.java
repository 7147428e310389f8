package io.gatehouse.identityprovider;

import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who signs a connection's metadata. Only the certificate's key counts, not its dates.
 *
 * @param certificate DER in base64 without armour and blanks
 */
public record MetadataSigner(String certificate) {
    /** The signer of a certificate as PEM or base64; empty if it is none, or its key too small to vouch for others. */
    public static Optional<MetadataSigner> of(String text) {
        var base64 = text.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("\\s", "");
        return key(base64).map(key -> new MetadataSigner(base64));
    }

    /** The keys of these signers. */
    public static List<PublicKey> keys(List<MetadataSigner> signers) {
        return signers.stream().map(MetadataSigner::key).toList();
    }

    private PublicKey key() {
        return key(certificate).orElseThrow(() -> new IllegalStateException("a signer that was no certificate"));
    }

    private static Optional<PublicKey> key(String base64) {
        try {
            var der = Base64.getDecoder().decode(base64);
            var key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
            return Optional.of(key).filter(MetadataSigner::isStrong);
        } catch (IllegalArgumentException | CertificateException e) {
            return Optional.empty();
        }
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= 2048;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= 256;
            default -> false;
        };
    }
}
