package io.gatehouse.api.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.Problem;
import io.gatehouse.api.ProblemException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address. Of the address alone: the container would take a body for parameters too if it were called a
 * form, as curl calls everything, and then nothing of it would be left to read.
 */
record QueryParameters(Map<String, List<String>> all) {
    static QueryParameters of(@Nullable String query) {
        var all = new LinkedHashMap<String, List<String>>();
        if (query != null) {
            for (var pair : query.split("&", -1)) {
                var parts = pair.split("=", 2);
                if (!pair.isEmpty()) {
                    var value = parts.length == 2 ? decoded(parts[1]) : "";
                    all.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        return new QueryParameters(all);
    }

    Set<String> names() {
        return all.keySet();
    }

    List<String> values(String name) {
        return all.getOrDefault(name, List.of());
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            var shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
            throw new ProblemException(Problem.parameter(shown, "is not percent-encoded (RFC 3986 2.1)."));
        }
    }
}
