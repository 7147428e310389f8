package io.gatehouse.secondfactor;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a person typed: blanks and dashes are how people group digits; anything else must be exactly a code. */
sealed interface Typed {
    /** Six ASCII digits. */
    record TotpCode(String digits) implements Typed {
        @Override
        public String toString() {
            return "TotpCode[…]";
        }
    }

    /** A recovery code in its canonical form. */
    record Recovery(RecoveryCode code) implements Typed {}

    /** Neither. */
    record Neither() implements Typed {}

    Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
    int LONGEST = 100;

    static Typed read(String input) {
        if (input.length() > LONGEST) {
            return new Neither();
        }
        var bare = input.replaceAll("[ \\t\\u00A0-]", "");
        if (SIX_DIGITS.matcher(bare).matches()) {
            return new TotpCode(bare);
        }
        return RecoveryCode.read(bare.toLowerCase(Locale.ROOT))
                .<Typed>map(Recovery::new)
                .orElseGet(Neither::new);
    }

    /** The name in the event's {@code second_factor}. */
    default String by() {
        return this instanceof Recovery ? "recovery-code" : "totp";
    }
}
