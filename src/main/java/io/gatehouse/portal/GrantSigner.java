package io.gatehouse.portal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;

/** What signs with a key pair: its kind decides by which algorithm. */
record GrantSigner(JWSAlgorithm algorithm, JWSSigner signer) {
    private static final int ED25519_BYTES = 32;

    static GrantSigner of(ServiceKey key) {
        try {
            return switch (key.privateKey()) {
                case ECPrivateKey ec -> new GrantSigner(JWSAlgorithm.ES256, new ECDSASigner(ec, Curve.P_256));
                case EdECPrivateKey ed -> new GrantSigner(JWSAlgorithm.EdDSA, new Ed25519Signer(pair(key, ed)));
                case RSAPrivateKey rsa -> new GrantSigner(JWSAlgorithm.PS256, new RSASSASigner(rsa));
                default -> throw new IllegalStateException("not a key for session grants: " + key.id());
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("not a key for session grants: " + key.id(), e);
        }
    }

    private static OctetKeyPair pair(ServiceKey key, EdECPrivateKey ed) {
        // RFC 8410 4: the bit string at the end of the form is the public key itself.
        byte[] form = key.certificate().getPublicKey().getEncoded();
        return new OctetKeyPair.Builder(
                        Curve.Ed25519,
                        Base64URL.encode(Arrays.copyOfRange(form, form.length - ED25519_BYTES, form.length)))
                .d(Base64URL.encode(ed.getBytes().orElseThrow()))
                .build();
    }
}
