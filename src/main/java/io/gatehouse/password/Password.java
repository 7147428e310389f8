package io.gatehouse.password;

import java.text.Normalizer;
import java.util.Optional;

/**
 * What somebody typed, in the one form that is hashed: NFC (SP 800-63B), so that another keyboard's way of writing the same
 * letters is the same password. Bounded before anything is done with it.
 */
record Password(String text) {
    /** In code points of NFC. */
    static final int LONGEST = 256;

    // Composing shortens; whoever types the longest in decomposed letters stays below this.
    private static final int LONGEST_TYPED = 2048;

    static Optional<Password> of(String typed) {
        if (typed.isEmpty() || typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var text = Normalizer.normalize(typed, Normalizer.Form.NFC);
        return length(text) <= LONGEST ? Optional.of(new Password(text)) : Optional.empty();
    }

    int length() {
        return length(text);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
