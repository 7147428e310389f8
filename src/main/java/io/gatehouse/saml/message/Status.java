package io.gatehouse.saml.message;

import static io.gatehouse.saml.markup.Parts.SAMLP;

import io.gatehouse.saml.markup.Malformed;
import io.gatehouse.saml.markup.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * How it went (SAML Core 3.2.2.1).
 *
 * @param codes from the outermost inwards
 */
public record Status(List<String> codes, @Nullable String message) {
    /** It went well. */
    public static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

    private static final int MOST_CODES = 4;

    /** Reads a samlp:Status, its structure closed. */
    public static Status read(Element status) throws Malformed {
        var parts = Parts.of(status, Set.of());
        List<String> codes = new ArrayList<>();
        code(parts.required(SAMLP, "StatusCode"), codes);
        Element text = parts.optional(SAMLP, "StatusMessage");
        String message = text == null ? null : Parts.text(text, Set.of());
        Parts.refuseUnlessForeign(parts.optional(SAMLP, "StatusDetail"));
        parts.end();
        return new Status(List.copyOf(codes), message);
    }

    /** Success, and no code below it that takes some of it back. */
    public boolean successful() {
        return codes.equals(List.of(SUCCESS));
    }

    private static void code(Element code, List<String> codes) throws Malformed {
        codes.add(Values.uri(code, "Value"));
        if (codes.size() > MOST_CODES) {
            throw new Malformed("status codes nested too deep");
        }
        var parts = Parts.of(code, Set.of("Value"));
        Element inner = parts.optional(SAMLP, "StatusCode");
        parts.end();
        if (inner != null) {
            code(inner, codes);
        }
    }
}
