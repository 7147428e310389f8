package io.gatehouse.console.provider;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Metadata that was pasted into a form. */
final class Pasted {
    private static final Pattern ENCODING =
            Pattern.compile("(?s)\\A(\\uFEFF?\\s*<\\?xml[^>]*?)\\s+encoding\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private Pasted() {}

    /** As bytes. Pasted text has no encoding of its own any more, whatever its first line says it had. */
    static byte[] bytes(String text) {
        return ENCODING.matcher(text).replaceFirst("$1").stripLeading().getBytes(StandardCharsets.UTF_8);
    }
}
