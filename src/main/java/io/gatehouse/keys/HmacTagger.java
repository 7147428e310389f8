package io.gatehouse.keys;

import io.gatehouse.keys.sealing.SealingKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 cut to its left 128 bits (RFC 2104 5). */
final class HmacTagger implements Tagger {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 16;

    private final List<SecretKeySpec> keys;

    private HmacTagger(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /** Under the subkeys of this label. */
    static HmacTagger of(List<SealingKey> keys, String label) {
        return new HmacTagger(keys.stream()
                .map(key -> new SecretKeySpec(key.derive(label), ALGORITHM))
                .toList());
    }

    @Override
    public byte[] tag(byte[] value) {
        return tag(keys.getFirst(), value);
    }

    @Override
    public boolean verify(byte[] value, byte[] tag) {
        boolean right = false;
        for (var key : keys) {
            right |= MessageDigest.isEqual(tag(key, value), tag);
        }
        return right;
    }

    private static byte[] tag(SecretKeySpec key, byte[] value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(value), LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
