package io.gatehouse.keys.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.keys.Sha256;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One 256-bit key of the settings. Its id is derived from it, so that nodes agree on ids without talking. */
public final class SealingKey {
    /** 256 bits. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    SealingKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new SealingKeyUnusable(
                    "A sealing key has 256 bits (32 bytes), this one has " + bytes.length + " bytes.");
        }
        this.bytes = bytes.clone();
    }

    /** The key in this base64 text; a text that is none is refused without being repeated. */
    public static SealingKey ofBase64(String text) {
        try {
            return new SealingKey(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException notBase64) {
            throw new SealingKeyUnusable("A sealing key is written in base64, and one of those given is not.");
        }
    }

    /** The first four bytes of the key's SHA-256. */
    public int id() {
        return ByteBuffer.wrap(Sha256.of(bytes)).getInt();
    }

    /** A key for one purpose (HKDF-SHA-256, RFC 5869; the label is its info). */
    public byte[] derive(String label) {
        return derive(label, LENGTH);
    }

    /** The same, of this many bytes. */
    public byte[] derive(String label, int length) {
        try {
            var how = HKDFParameterSpec.ofExtract()
                    .addIKM(new SecretKeySpec(bytes, "HKDF"))
                    .thenExpand(("gatehouse/" + label).getBytes(UTF_8), length);
            return KDF.getInstance("HKDF-SHA256").deriveData(how);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "SealingKey[" + Integer.toHexString(id()) + "]";
    }
}
