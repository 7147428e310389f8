package io.gatehouse.saml.signature;

import io.gatehouse.identityprovider.metadata.SigningKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The keys of a provider that count: RSA of 1024 bits and more, EC of 256 and more. Trust is by key, dates only warn. */
public final class TrustedKeys {
    private static final int LEAST_RSA = 1024;
    private static final int FULL_RSA = 2048;
    private static final int LEAST_EC = 256;

    private TrustedKeys() {}

    /** Those that count. */
    public static List<SigningKey> of(List<SigningKey> keys) {
        return keys.stream().filter(TrustedKeys::counts).toList();
    }

    static List<String> warnings(SigningKey key, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (key.certificate().getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < FULL_RSA) {
            warnings.add("signing-key-short");
        }
        if (now.isAfter(key.certificate().getNotAfter().toInstant())) {
            warnings.add("signing-certificate-expired");
        } else if (now.isBefore(key.certificate().getNotBefore().toInstant())) {
            warnings.add("signing-certificate-not-yet-valid");
        }
        return warnings;
    }

    private static boolean counts(SigningKey key) {
        return switch (key.certificate().getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA;
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() >= LEAST_EC;
            default -> false;
        };
    }
}
