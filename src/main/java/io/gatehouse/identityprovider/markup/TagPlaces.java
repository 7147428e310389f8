package io.gatehouse.identityprovider.markup;

/**
 * Where each start tag of a well-formed text begins, in document order. StAX only tells where a tag ends, and its columns
 * differ between releases; the text itself doesn't.
 */
final class TagPlaces {
    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int counted;

    TagPlaces(String text) {
        this.text = text;
    }

    /** The place of the next start tag. */
    Place next() {
        int tag = text.indexOf('<', at);
        while (tag >= 0 && !startsElement(tag)) {
            tag = text.indexOf('<', endOfOther(tag));
        }
        if (tag < 0) {
            return placeOf(text.length());
        }
        at = tag + 1;
        return placeOf(tag);
    }

    /** The place of an offset in a text. */
    static Place at(String text, int offset) {
        return new TagPlaces(text).placeOf(offset);
    }

    private boolean startsElement(int tag) {
        if (tag + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(tag + 1);
        return next != '!' && next != '?' && next != '/';
    }

    // A comment, CDATA section or processing instruction may hold what looks like a tag.
    private int endOfOther(int tag) {
        if (text.startsWith("<!--", tag)) {
            return after("-->", tag + 4);
        }
        if (text.startsWith("<![CDATA[", tag)) {
            return after("]]>", tag + 9);
        }
        return text.startsWith("<?", tag) ? after("?>", tag + 2) : tag + 1;
    }

    private int after(String end, int from) {
        int found = text.indexOf(end, from);
        return found < 0 ? text.length() : found + end.length();
    }

    private Place placeOf(int offset) {
        for (; counted < offset; counted++) {
            char c = text.charAt(counted);
            boolean crlf = c == '\r' && counted + 1 < text.length() && text.charAt(counted + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf)) {
                line++;
                lineStart = counted + 1;
            }
        }
        return new Place(line, offset - lineStart + 1);
    }
}
