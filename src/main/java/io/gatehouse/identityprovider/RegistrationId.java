package io.gatehouse.identityprovider;

import java.util.regex.Pattern;

/** The id of a connection to an identity provider, unique over all partners: {@code [a-z0-9-]{1,64}}. */
public record RegistrationId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}");

    public RegistrationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a registration id");
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
