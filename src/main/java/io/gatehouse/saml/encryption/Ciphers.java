package io.gatehouse.saml.encryption;

import java.security.spec.MGF1ParameterSpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
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

    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2000/09/xmldsig#sha1", "SHA-1",
            "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    private static final Map<String, MGF1ParameterSpec> MASKS = Map.of(
            "http://www.w3.org/2009/xmlenc11#mgf1sha1", MGF1ParameterSpec.SHA1,
            "http://www.w3.org/2009/xmlenc11#mgf1sha256", MGF1ParameterSpec.SHA256,
            "http://www.w3.org/2009/xmlenc11#mgf1sha384", MGF1ParameterSpec.SHA384,
            "http://www.w3.org/2009/xmlenc11#mgf1sha512", MGF1ParameterSpec.SHA512);

    private Ciphers() {}

    static @Nullable Block block(String algorithm) {
        return BLOCKS.get(algorithm);
    }

    /** The parameters of an OAEP transport; empty if it is none, or not one that is allowed. */
    static Optional<OAEPParameterSpec> oaep(EncryptedContent.WrappedKey key) {
        String digest = key.digest() == null ? "SHA-1" : DIGESTS.get(key.digest());
        MGF1ParameterSpec mask = key.mask() == null ? MGF1ParameterSpec.SHA1 : MASKS.get(key.mask());
        boolean fixedMask = key.transport().equals(OAEP_MGF1P) && key.mask() == null;
        if (digest == null || mask == null || !(fixedMask || key.transport().equals(OAEP))) {
            return Optional.empty();
        }
        return Optional.of(new OAEPParameterSpec(digest, "MGF1", mask, PSource.PSpecified.DEFAULT));
    }
}
