package io.gatehouse.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * Authenticated encryption (AES-SIV, RFC 5297) under the sealing keys of the settings: the first key seals, all open. What was
 * sealed for one purpose or place does not open for another.
 */
public interface Sealer {
    /** Seals for a place: a table, column and row, or a cookie's name and id. */
    byte[] seal(byte[] plain, String place);

    /** Opens what was sealed for this place; empty if it was not, was altered, or its key is gone. */
    Optional<byte[]> open(byte[] sealed, String place);

    /** The same as text that a cookie or an address can carry (base64url, unpadded). */
    default String sealText(byte[] plain, String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(plain, place));
    }

    /** Opens such a text; empty also for what is no such text. */
    default Optional<byte[]> openText(String text, String place) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(text.getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not written by us
        }
        return open(sealed, place);
    }

    /** Whether this was sealed under the key that seals now; what was not opens only while its own key is given. */
    boolean current(byte[] sealed);
}
