package io.gatehouse.keys;

import org.springframework.stereotype.Component;

/** Keys for one purpose each, derived by HKDF from the sealing keys of the settings; nodes agree without talking. */
@Component
public class Keys {
    /** A sealer whose key serves this purpose only; the label is a constant such as {@code cookie.sign-in}. */
    public Sealer sealer(String label) {
        throw new UnsupportedOperationException();
    }

    /** Tags (HMAC-SHA-256, 128 bits kept) whose key serves this purpose only. */
    public Tagger tagger(String label) {
        throw new UnsupportedOperationException();
    }
}
