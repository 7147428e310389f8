package io.gatehouse.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** How session grants may be signed. A key pair is of one algorithm, so what signs and how is never two settings. */
enum GrantAlgorithm {
    /** ECDSA on P-256 (RFC 7518 3.4). */
    ES256,
    /** Ed25519 (RFC 8037 3.1). */
    EDDSA,
    /** RSA-PSS with 3072 bits (RFC 7518 3.5). */
    PS256;

    private static final int RSA_BITS = 3072;
    private static final int ED25519_BYTES = 32;

    /** A new key pair. */
    KeyPair generate() throws GeneralSecurityException {
        return switch (this) {
            case ES256 -> {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                yield generator.generateKeyPair();
            }
            case EDDSA -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            case PS256 -> {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS);
                yield generator.generateKeyPair();
            }
        };
    }

    /** The public key as it is published (RFC 7517); of that part alone, so no private member was ever in it. */
    static JWK published(PublicKey key, String id) {
        return switch (key) {
            case ECPublicKey ec ->
                new ECKey.Builder(Curve.P_256, ec)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .build();
            case EdECPublicKey ed ->
                new OctetKeyPair.Builder(Curve.Ed25519, x(ed))
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.EdDSA)
                        .build();
            case RSAPublicKey rsa ->
                new RSAKey.Builder(rsa)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.PS256)
                        .build();
            default -> throw new IllegalArgumentException(key.getAlgorithm());
        };
    }

    // RFC 8410 4: the bit string at the end of the form is the key itself.
    private static Base64URL x(EdECPublicKey key) {
        byte[] form = key.getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(form, form.length - ED25519_BYTES, form.length));
    }
}
