package io.gatehouse.reason;

/**
 * Text from outside made safe to keep and to print: control, bidirectional and zero-width characters become visible
 * escapes, and what is too long ends in a mark with its full length. Escaping for HTML, CSV or JSON stays with the sink.
 */
public final class Printable {
    private Printable() {}

    /** The text, at most {@code longest} characters of it. */
    public static String of(String text, int longest) {
        var out = new StringBuilder(Math.min(text.length(), longest) + 16);
        int at = 0;
        while (at < text.length() && out.length() < longest) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (hides(c)) {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.appendCodePoint(c);
            }
        }
        if (at < text.length()) {
            out.append("… (").append(text.length()).append(" characters)");
        }
        return out.toString();
    }

    private static boolean hides(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
