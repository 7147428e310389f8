package io.gatehouse.secondfactor;

import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A code that stands in for the authenticator, once. 140 random bits: too many to guess, so a plain SHA-256 of it is kept.
 */
record RecoveryCode(String text) {
    /** How many a person gets at enrolment. */
    static final int COUNT = 10;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 28;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    static List<RecoveryCode> make(Randomness randomness) {
        return Stream.generate(() -> new RecoveryCode(randomness.text(ALPHABET, LENGTH)))
                .limit(COUNT)
                .toList();
    }

    /** Reads lower-case text without blanks; the letters that the alphabet leaves out count as what they look like. */
    static Optional<RecoveryCode> read(String bare) {
        var text = bare.replace('o', '0').replace('i', '1').replace('l', '1');
        return FORM.matcher(text).matches() ? Optional.of(new RecoveryCode(text)) : Optional.empty();
    }

    /** As it is shown: groups of four. */
    String shown() {
        var groups = new StringBuilder(text);
        for (int at = LENGTH - GROUP; at > 0; at -= GROUP) {
            groups.insert(at, '-');
        }
        return groups.toString();
    }

    byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
