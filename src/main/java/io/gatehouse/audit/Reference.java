package io.gatehouse.audit;

import java.util.regex.Pattern;

/** The ten characters a person can quote: one per sign-in, from an alphabet without look-alikes. */
public record Reference(String value) {
    /** The alphabet: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, U/V. */
    public static final String ALPHABET = "34679ACDEFGHJKMNPQRTWXY";

    /** How many characters a reference has. */
    public static final int LENGTH = 10;

    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    public Reference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a reference");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
