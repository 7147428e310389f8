package io.gatehouse.saml.binding;

import java.util.Base64;

/** Base64 as SAML Bindings 3.5.4 has it; some senders fold it into lines, so white space is skipped and all else is strict. */
public final class Base64Text {
    private Base64Text() {}

    /** The bytes, at most this many. */
    public static byte[] decoded(String base64, int longest) throws Unacceptable {
        var text = new StringBuilder(base64.length());
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                text.append(c);
            }
        }
        if (text.isEmpty() || text.length() % 4 != 0) {
            throw new Unacceptable("base64", "whole groups of four characters", text.length() + " characters");
        }
        long length = text.length() / 4 * 3L;
        if (length - 2 > longest) {
            throw new Unacceptable("response-too-long", "at most " + longest + " bytes", length);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.toString());
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("base64", "base64 (RFC 4648 section 4)", e.getMessage());
        }
        if (bytes.length > longest) {
            throw new Unacceptable("response-too-long", "at most " + longest + " bytes", bytes.length);
        }
        return bytes;
    }
}
