package io.gatehouse.testing;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * How a signature is made.
 *
 * @param key null for the provider's own
 * @param keyInfo the certificate to show in KeyInfo; null for none
 * @param showOwn whether to show the provider's own certificate where {@code keyInfo} is null
 * @param uri of the Reference; null for the signed element's ID
 */
public record SigningRecipe(
        PrivateKey key,
        X509Certificate keyInfo,
        boolean showOwn,
        String signature,
        String digest,
        String canonicalization,
        List<String> transforms,
        String uri) {
    public static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /** RSA-SHA256 (ECDSA-SHA256 with an EC key), exclusive canonicalization, own key and certificate. */
    public static final SigningRecipe USUAL =
            new SigningRecipe(null, null, true, RSA_SHA256, SHA256, EXCLUSIVE, List.of(ENVELOPED, EXCLUSIVE), null);

    public SigningRecipe withKey(PrivateKey other, X509Certificate shown) {
        return new SigningRecipe(other, shown, false, signature, digest, canonicalization, transforms, uri);
    }

    public SigningRecipe withAlgorithms(String signatureMethod, String digestMethod) {
        return new SigningRecipe(
                key, keyInfo, showOwn, signatureMethod, digestMethod, canonicalization, transforms, uri);
    }

    public SigningRecipe withCanonicalization(String method, String... transforming) {
        return new SigningRecipe(key, keyInfo, showOwn, signature, digest, method, List.of(transforming), uri);
    }

    public SigningRecipe withUri(String reference) {
        return new SigningRecipe(key, keyInfo, showOwn, signature, digest, canonicalization, transforms, reference);
    }

    public SigningRecipe withoutKeyInfo() {
        return new SigningRecipe(key, null, false, signature, digest, canonicalization, transforms, uri);
    }
}
