package io.gatehouse.keys;

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
}
