package io.gatehouse.audit;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that can be hashed (RFC 8785): members sorted by their UTF-16 code units, no blanks, the shortest
 * escapes. Members that are null are left out; a number with a fraction is written as text, so that no reader's floating
 * point can change it.
 */
final class CanonicalJson {
    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /** The object of these members. */
    static String of(Map<String, ? extends @Nullable Object> members) {
        var json = new CanonicalJson();
        json.object(members);
        return json.out.toString();
    }

    private void object(Map<?, ?> members) {
        var sorted = new TreeMap<String, Object>();
        members.forEach((name, value) -> {
            if (value != null) {
                sorted.put(String.valueOf(name), value);
            }
        });
        out.append('{');
        String separator = "";
        for (var member : sorted.entrySet()) {
            out.append(separator);
            text(member.getKey());
            out.append(':');
            value(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void value(Object value) {
        switch (value) {
            case Boolean flag -> out.append(flag);
            case Long _, Integer _, Short _, Byte _ -> out.append(value);
            case Map<?, ?> members -> object(members);
            case Collection<?> items -> array(items);
            default -> text(value.toString());
        }
    }

    private void array(Collection<?> items) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            value(item);
            separator = ",";
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (c < 0x20) {
                    out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
