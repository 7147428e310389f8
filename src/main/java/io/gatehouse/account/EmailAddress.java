package io.gatehouse.account;

import io.gatehouse.partner.EmailDomain;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address in the one form that is compared: lower case by {@link Locale#ROOT} and nothing else changed. Two
 * addresses that only look alike stay two: what could hide or fold into another one is refused.
 */
record EmailAddress(String value) {
    // RFC 5321 4.5.3.1.3: a path of 256 octets with its angle brackets.
    private static final int LONGEST = 254;

    static Optional<EmailAddress> of(@Nullable String text) {
        if (text == null || text.length() > LONGEST || !text.codePoints().allMatch(EmailAddress::plain)) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return Optional.empty();
        }
        var lower = text.toLowerCase(Locale.ROOT);
        if (folds(lower.substring(at + 1))) {
            return Optional.empty();
        }
        return lower.length() <= LONGEST ? Optional.of(new EmailAddress(lower)) : Optional.empty();
    }

    // A dot at the end, full-width letters, an ideographic full stop: another text, but to whoever looks the domain up
    // the
    // same domain. Such an address would be a second person at somebody else's.
    private static boolean folds(String domain) {
        return EmailDomain.of(domain)
                .filter(ascii -> !domain.equals(ascii) && !domain.equals(IDN.toUnicode(ascii)))
                .isPresent();
    }

    private static boolean plain(int c) {
        if (c < 0x80) {
            return c > ' ' && c != 0x7F;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            // The Kelvin sign and the dotted capital I become ASCII letters in lower case: another person's address.
            default ->
                Character.toString(c).toLowerCase(Locale.ROOT).codePoints().allMatch(l -> l >= 0x80);
        };
    }
}
