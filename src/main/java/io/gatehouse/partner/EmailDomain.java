package io.gatehouse.partner;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one spelling of an e-mail domain that is compared: ASCII (RFC 5890 A-labels), lower-case, without a dot at the end. */
public final class EmailDomain {
    private static final Pattern FORM = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?" + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    private EmailDomain() {}

    /** The comparable spelling, or empty if the text is no domain name. */
    public static Optional<String> of(String text) {
        var trimmed = text.strip();
        if (trimmed.endsWith(".")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        // A name is at most 253 octets; punycode is quadratic, so nothing longer goes in.
        if (trimmed.isEmpty() || trimmed.length() > 253) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(trimmed).toLowerCase(Locale.ROOT);
            return FORM.matcher(ascii).matches() ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The domain of an e-mail address, or empty if it has none. */
    public static Optional<String> ofAddress(String email) {
        int at = email.lastIndexOf('@');
        return at > 0 ? of(email.substring(at + 1)) : Optional.empty();
    }
}
