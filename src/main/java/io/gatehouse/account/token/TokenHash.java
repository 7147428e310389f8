package io.gatehouse.account.token;

import io.gatehouse.keys.Sha256;

/** What is kept of a token: its SHA-256. With 256 random bits behind it there is nothing to guess, so no salt and no slowness. */
record TokenHash(byte[] bytes) {
    static TokenHash of(String text) {
        return new TokenHash(Sha256.of(text));
    }
}
