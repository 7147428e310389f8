package io.gatehouse.saml.encryption;

import static io.gatehouse.reason.Reason.ALGORITHM_REFUSED;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.encryption.EncryptedContent.WrappedKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opens an assertion that was encrypted for us. A key that does not unwrap is replaced by one that nobody can tell from it, and
 * the content is decrypted all the same, so that every failure takes the same way and gives the same answer.
 */
public final class Decryption {
    private final EncryptedContent content;
    private final List<PrivateKey> keys;
    private final Exceptions exceptions;
    private final boolean covered;
    private @Nullable PrivateKey openedBy;

    /**
     * Prepares to open.
     *
     * @param covered whether a signature over the ciphertext was verified: only then is a cipher without authentication safe
     */
    public Decryption(EncryptedContent content, List<PrivateKey> keys, Exceptions exceptions, boolean covered) {
        this.content = content;
        this.keys = keys;
        this.exceptions = exceptions;
        this.covered = covered;
    }

    /** {@code algorithm-refused} for each algorithm that is not allowed here. */
    public List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        Ciphers.Block block = Ciphers.block(content.cipher());
        if (block == null) {
            refusals.add(refused("the cipher is not on the list", content.cipher()));
        } else if (malleable() && !exceptions.cbc()) {
            refusals.add(refused("a cipher without authentication, in a response without signature", content.cipher()));
        }
        if (usable().isEmpty()) {
            refusals.add(refused(
                    "the key transport is not on the list",
                    content.keys().stream().map(WrappedKey::transport).toList()));
        }
        return refusals;
    }

    /** The exceptions that it needs. */
    public List<String> excepted() {
        List<String> excepted = new ArrayList<>();
        if (malleable()) {
            excepted.add("insecure-cbc");
        }
        if (usable().stream().anyMatch(key -> key.transport().equals(Ciphers.RSA_1_5))) {
            excepted.add("insecure-rsa1_5");
        }
        return excepted;
    }

    /** Whether somebody on the way could have changed the ciphertext unnoticed: then no answer may depend on the content. */
    public boolean malleable() {
        Ciphers.Block block = Ciphers.block(content.cipher());
        return block != null && !block.authenticated() && !covered;
    }

    /** The plain bytes, or empty, whatever the failure. */
    public Optional<byte[]> open() {
        Ciphers.Block block = Ciphers.block(content.cipher());
        if (block == null || !refusals().isEmpty()) {
            throw new IllegalStateException("refused algorithms are not tried");
        }
        var opener = new Opener(content);
        byte[] contentKey = null;
        byte[] substitute = new byte[block.keyLength()];
        for (WrappedKey wrapped : usable()) {
            for (PrivateKey key : keys) {
                substitute = substitute(key, wrapped, block.keyLength());
                byte[] unwrapped = opener.unwrap(wrapped, key);
                if (contentKey == null && unwrapped != null && unwrapped.length == block.keyLength()) {
                    contentKey = unwrapped;
                    openedBy = key;
                }
            }
        }
        return keys.isEmpty() ? Optional.empty() : opener.decrypt(contentKey == null ? substitute : contentKey);
    }

    /** Which key unwrapped the content's, once it was opened; means nothing before the content is believed. */
    public Optional<PrivateKey> openedBy() {
        return Optional.ofNullable(openedBy);
    }

    private List<WrappedKey> usable() {
        return content.keys().stream()
                .filter(key -> Ciphers.isOaep(key) || (key.transport().equals(Ciphers.RSA_1_5) && exceptions.rsa15()))
                .toList();
    }

    // Made of the private key and the ciphertext: the same each time, and unknown to whoever sent it.
    private static byte[] substitute(PrivateKey key, WrappedKey wrapped, int length) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            byte[] secret = key.getEncoded();
            mac.init(new SecretKeySpec(secret == null ? new byte[1] : secret, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(wrapped.wrapped()), length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal refused(String problem, Object got) {
        return ALGORITHM_REFUSED.because(Evidence.of("problem", problem).and("got", got));
    }
}
