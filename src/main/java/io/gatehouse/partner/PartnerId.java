package io.gatehouse.partner;

import java.util.regex.Pattern;

/** A partner's short name: {@code [a-z0-9-]{1,64}}. */
public record PartnerId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    public PartnerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a partner id");
        }
    }

    /** Whether the text has the form of an id. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
