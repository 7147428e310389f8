package io.gatehouse.mail;

/** A letter in plain text. It may hold a single-use link, so it is never logged and is kept sealed until it is sent. */
public record Letter(String to, String subject, String text) {
    public Letter {
        if (breaksLines(to) || breaksLines(subject)) {
            throw new IllegalArgumentException("a letter's header fields are one line each");
        }
    }

    // RFC 5322 2.2: a line break in a field begins the next one, which the writer of the field would then choose.
    private static boolean breaksLines(String field) {
        return field.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    }

    @Override
    public String toString() {
        return "Letter[…]";
    }
}
