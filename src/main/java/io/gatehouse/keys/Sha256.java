package io.gatehouse.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). What is kept so has at least 128 random bits or is no secret: no salt, no slowness. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to add to; every Java platform has this one. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 bytes for these bytes. */
    public static byte[] of(byte[] bytes) {
        return start().digest(bytes);
    }

    /** The 32 bytes for this text in UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** The same in 64 lower-case hexadecimal digits. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }
}
