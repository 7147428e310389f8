package io.gatehouse.idpconfig.names;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for unsupported settings among the member names of a JSON body, at any depth. */
public final class UnsupportedJson {
    private UnsupportedJson() {}

    /**
     * One found.
     *
     * @param pointer where the member stands (RFC 6901)
     */
    public record Found(UnsupportedSetting setting, String key, String pointer) {}

    /** Every unsupported setting of the body, in its order; the free names under {@code attributes} are not judged. */
    public static List<Found> in(JsonNode body) {
        var found = new ArrayList<Found>();
        walk(body, List.of(), JsonPointer.empty(), found);
        return List.copyOf(found);
    }

    private static void walk(JsonNode node, List<String> path, JsonPointer pointer, List<Found> found) {
        for (var member : node.properties()) {
            var key = member.getKey();
            var at = pointer.appendProperty(key);
            var below = UnsupportedPath.below(path, key);
            var unsupported = UnsupportedPath.judge(path, key);
            unsupported.ifPresent(setting -> found.add(new Found(setting, key, at.toString())));
            // What lies below an unsupported key is part of it.
            if (unsupported.equals(Optional.empty())) {
                walk(member.getValue(), below, at, found);
            }
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(node.get(i), path, pointer.appendIndex(i), found);
            }
        }
    }
}
