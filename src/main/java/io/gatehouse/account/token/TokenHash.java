package io.gatehouse.account.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** What is kept of a token: its SHA-256. With 256 random bits behind it there is nothing to guess, so no salt and no slowness. */
record TokenHash(byte[] bytes) {
    static TokenHash of(String text) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
