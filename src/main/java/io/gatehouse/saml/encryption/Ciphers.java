package io.gatehouse.saml.encryption;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The allow-list of ciphers and key transports. SHA-1 inside OAEP is no signature and stays allowed. */
final class Ciphers {
    static final String RSA_1_5 = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";
    private static final String OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    private static final String OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

    /** A block cipher with the length of its key in bytes. */
    record Block(int keyLength, boolean authenticated) {}

    private static final Map<String, Block> BLOCKS = Map.of(
            "http://www.w3.org/2009/xmlenc11#aes128-gcm", new Block(16, true),
            "http://www.w3.org/2009/xmlenc11#aes192-gcm", new Block(24, true),
            "http://www.w3.org/2009/xmlenc11#aes256-gcm", new Block(32, true),
            "http://www.w3.org/2001/04/xmlenc#aes128-cbc", new Block(16, false),
            "http://www.w3.org/2001/04/xmlenc#aes192-cbc", new Block(24, false),
            "http://www.w3.org/2001/04/xmlenc#aes256-cbc", new Block(32, false));

    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2000/09/xmldsig#sha1",
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    private static final Set<String> MASKS = Set.of(
            "http://www.w3.org/2009/xmlenc11#mgf1sha1",
            "http://www.w3.org/2009/xmlenc11#mgf1sha256",
            "http://www.w3.org/2009/xmlenc11#mgf1sha384",
            "http://www.w3.org/2009/xmlenc11#mgf1sha512");

    private Ciphers() {}

    static @Nullable Block block(String algorithm) {
        return BLOCKS.get(algorithm);
    }

    /** Whether a key is wrapped by OAEP, with a digest and a mask that are allowed; without a word both are SHA-1. */
    static boolean isOaep(EncryptedContent.WrappedKey key) {
        boolean fixedMask = key.transport().equals(OAEP_MGF1P) && key.mask() == null;
        return (fixedMask || key.transport().equals(OAEP))
                && (key.digest() == null || DIGESTS.contains(key.digest()))
                && (key.mask() == null || MASKS.contains(key.mask()));
    }
}
