package io.gatehouse.identityprovider.markup;

import io.gatehouse.identityprovider.markup.MarkupReading.Fault;
import io.gatehouse.identityprovider.markup.MarkupReading.Refused;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text as XML 1.0 appendix F has it, strictly: by byte order mark, else by the look of the first bytes, else by the
 * declaration, else UTF-8. Only encodings that metadata is found in, so that no exotic one hides markup from who looks at it.
 */
sealed interface Decoding {
    record Text(String text) implements Decoding {}

    record Failed(Refused why) implements Decoding {}

    Map<String, Charset> KNOWN = Map.of(
            "UTF-8", StandardCharsets.UTF_8,
            "UTF8", StandardCharsets.UTF_8,
            "US-ASCII", StandardCharsets.US_ASCII,
            "ASCII", StandardCharsets.US_ASCII,
            "ISO-8859-1", StandardCharsets.ISO_8859_1,
            "WINDOWS-1252", Charset.forName("windows-1252"));

    Pattern DECLARED = Pattern.compile("^<\\?xml[^>]{0,100}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    static Decoding of(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0, '<', 0, '?')) {
            return decode(bytes, 0, StandardCharsets.UTF_16BE);
        }
        if (starts(bytes, '<', 0, '?', 0)) {
            return decode(bytes, 0, StandardCharsets.UTF_16LE);
        }
        var declared = declared(bytes);
        if (declared == null) {
            return decode(bytes, 0, StandardCharsets.UTF_8);
        }
        var charset = KNOWN.get(declared.toUpperCase(Locale.ROOT));
        return charset == null
                ? new Failed(new Refused(Fault.ENCODING, Place.START, "declared as " + declared))
                : decode(bytes, 0, charset);
    }

    private static @Nullable String declared(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        var matcher = DECLARED.matcher(head);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static boolean starts(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static Decoding decode(byte[] bytes, int from, Charset charset) {
        var out = CharBuffer.allocate(bytes.length - from);
        var result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from), out, true);
        var text = out.flip().toString();
        return result.isError()
                ? new Failed(new Refused(Fault.ENCODING, TagPlaces.at(text, text.length()), "not " + charset.name()))
                : new Text(text);
    }
}
