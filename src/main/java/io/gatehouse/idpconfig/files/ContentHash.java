package io.gatehouse.idpconfig.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over the files of a partner, each with its name and length, so that no two sets of files look alike. */
public final class ContentHash {
    private final MessageDigest digest;

    public ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public void add(String name, byte[] bytes) {
        var nameBytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(8)
                .putInt(nameBytes.length)
                .putInt(bytes.length)
                .array());
        digest.update(nameBytes);
        digest.update(bytes);
    }

    /** The hash, once all is added. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
