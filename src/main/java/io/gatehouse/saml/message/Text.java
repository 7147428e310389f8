package io.gatehouse.saml.message;

/** Whether a text can name somebody: kept exactly as it is, so what cannot be seen in it must not be in it. */
public final class Text {
    private static final int LONGEST = 1024;

    private Text() {}

    /** Not blank, at most 1024 characters, without control, bidirectional and zero-width characters. */
    public static boolean names(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(Text::hides);
    }

    private static boolean hides(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
