package io.gatehouse.saml.binding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an {@code application/x-www-form-urlencoded} text, every value of every name in order. */
public final class FormBody {
    private static final int MOST_PARAMETERS = 50;

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private FormBody() {}

    /**
     * Reads a request's raw body, before anything else asks the container for parameters, which would mix the query with the
     * body and have limits of their own.
     */
    public static FormBody posted(HttpServletRequest request, int longest) throws IOException, Unacceptable {
        if (request.getContentLengthLong() > longest) {
            throw new Unacceptable("body-too-long", "at most " + longest + " bytes", request.getContentLengthLong());
        }
        return read(request.getInputStream(), longest);
    }

    /** Reads at most this many bytes; refuses more, and what is no form. */
    static FormBody read(InputStream in, int longest) throws IOException, Unacceptable {
        byte[] bytes = in.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new Unacceptable("body-too-long", "at most " + longest + " bytes", "more");
        }
        return of(new String(bytes, ISO_8859_1));
    }

    /** The parameters of this text: a body, or a query. */
    public static FormBody of(@Nullable String text) throws Unacceptable {
        var form = new FormBody();
        if (text == null || text.isEmpty()) {
            return form;
        }
        String[] pairs = text.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw new Unacceptable("too-many-parameters", "at most " + MOST_PARAMETERS, "more");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            form.values.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
        }
        return form;
    }

    /** Every value of this name. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String decoded(String encoded) throws Unacceptable {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("bad-escape", "percent-encoded text", e.getMessage());
        }
    }
}
