package io.gatehouse.saml.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The cheapest check, before any parser: UTF-8, XML 1.0, and neither DOCTYPE, comment, CDATA, processing instruction nor an
 * entity beyond XML's five. Each of them begins with a character that XML allows nowhere else, so a look at the text settles it.
 */
final class PlainMarkup {
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*([\"'])1\\.0\\1"
            + "(?:\\s+encoding\\s*=\\s*([\"'])[Uu][Tt][Ff]-8\\2)?"
            + "(?:\\s+standalone\\s*=\\s*([\"'])(?:yes|no)\\3)?\\s*\\?>");
    private static final Set<String> ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");
    private static final int LONGEST_REFERENCE = 12;
    private static final int MOST_ATTRIBUTES = 64;

    private PlainMarkup() {}

    static String of(byte[] bytes) throws Malformed {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("not UTF-8");
        }
        int body = declaration(text);
        for (int at = body; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '<' && at + 1 < text.length()) {
                refuseMarkup(text, at);
                refuseCrowd(text, at);
            } else if (c == '&') {
                refuseEntity(text, at);
            }
        }
        return text;
    }

    // Parsers compare each attribute and namespace of an element with the others, so their number is bounded before.
    private static void refuseCrowd(String text, int start) throws Malformed {
        int count = 0;
        for (int at = start + 1; at < text.length() && text.charAt(at) != '>'; at++) {
            char c = text.charAt(at);
            if (c == '<') {
                throw new Malformed("a tag inside a tag");
            }
            if (c == '"' || c == '\'') {
                at = text.indexOf(c, at + 1);
                if (at < 0) {
                    return; // not well-formed: the parser's word
                }
                if (++count > MOST_ATTRIBUTES) {
                    throw new Malformed("more than " + MOST_ATTRIBUTES + " attributes and namespaces on one element");
                }
            }
        }
    }

    private static int declaration(String text) throws Malformed {
        if (!text.startsWith("<?")) {
            return 0;
        }
        var declaration = DECLARATION.matcher(text);
        if (!declaration.lookingAt()) {
            throw new Malformed("not XML 1.0 in UTF-8");
        }
        return declaration.end();
    }

    private static void refuseMarkup(String text, int at) throws Malformed {
        char next = text.charAt(at + 1);
        if (next == '?') {
            throw new Malformed("a processing instruction");
        }
        if (next == '!') {
            throw new Malformed(
                    text.startsWith("<!--", at)
                            ? "a comment"
                            : text.startsWith("<![CDATA[", at) ? "a CDATA section" : "a DOCTYPE");
        }
    }

    private static void refuseEntity(String text, int at) throws Malformed {
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > LONGEST_REFERENCE) {
            throw new Malformed("an ampersand that begins no reference");
        }
        String name = text.substring(at + 1, end);
        if (!name.startsWith("#") && !ENTITIES.contains(name)) {
            throw new Malformed("an entity reference");
        }
    }
}
