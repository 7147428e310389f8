package io.gatehouse.saml.encryption;

import io.gatehouse.saml.encryption.EncryptedContent.WrappedKey;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.CipherData;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * XML Encryption by Santuario. It is given elements written anew from the values that were read, never those that came:
 * it takes descendants by name and follows KeyInfo, RetrievalMethod and CipherReference, and here there are none to find.
 */
final class Opener {
    static {
        Init.init();
    }

    private final EncryptedContent content;

    Opener(EncryptedContent content) {
        this.content = content;
    }

    /** The content key, or null: what failed must not be told apart, so deliberately without a trace. */
    byte @Nullable [] unwrap(WrappedKey wrapped, PrivateKey key) {
        try {
            XMLCipher cipher = cipher();
            cipher.init(XMLCipher.UNWRAP_MODE, key);
            var written = cipher.createEncryptedKey(CipherData.VALUE_TYPE, base64(wrapped.wrapped()));
            var method = cipher.createEncryptionMethod(wrapped.transport());
            if (wrapped.digest() != null) {
                method.setDigestAlgorithm(wrapped.digest());
            }
            if (wrapped.mask() != null) {
                method.setMGFAlgorithm(wrapped.mask());
            }
            written.setEncryptionMethod(method);
            return cipher.decryptKey(written, content.cipher()).getEncoded();
        } catch (XMLSecurityException | RuntimeException e) {
            return null;
        }
    }

    /** The plain bytes, or empty; likewise without a trace. */
    Optional<byte[]> decrypt(byte[] key) {
        try {
            XMLCipher cipher = cipher();
            cipher.init(XMLCipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            var written = cipher.createEncryptedData(CipherData.VALUE_TYPE, base64(content.sealed()));
            written.setEncryptionMethod(cipher.createEncryptionMethod(content.cipher()));
            return Optional.of(cipher.decryptToByteArray(cipher.martial(content.place(), written)));
        } catch (XMLSecurityException | RuntimeException e) { // the latter: ciphertext shorter than its nonce
            return Optional.empty();
        }
    }

    private static XMLCipher cipher() throws XMLEncryptionException {
        XMLCipher cipher = XMLCipher.getInstance();
        cipher.setSecureValidation(true);
        return cipher;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
