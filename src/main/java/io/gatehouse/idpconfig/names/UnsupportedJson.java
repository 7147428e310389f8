package io.gatehouse.idpconfig.names;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for unsupported settings among the member names of a JSON body, at any depth. */
public final class UnsupportedJson {
    private UnsupportedJson() {}

    /**
     * One found.
     *
     * @param pointer where the member stands (RFC 6901)
     */
    public record Found(UnsupportedSetting setting, String key, String pointer) {}

    /**
     * Every unsupported setting of the body, in its order; the free names under {@code attributes} are not judged.
     *
     * @param body as JSON is read without a type: maps, lists and plain values
     */
    public static List<Found> in(@Nullable Object body) {
        var found = new ArrayList<Found>();
        walk(body, List.of(), JsonPointer.empty(), found);
        return List.copyOf(found);
    }

    private static void walk(@Nullable Object value, List<String> path, JsonPointer pointer, List<Found> found) {
        switch (value) {
            case Map<?, ?> members ->
                members.forEach((key, member) -> walkInto(String.valueOf(key), member, path, pointer, found));
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    walk(items.get(i), path, pointer.appendIndex(i), found);
                }
            }
            case null, default -> {}
        }
    }

    private static void walkInto(
            String key, @Nullable Object member, List<String> path, JsonPointer pointer, List<Found> found) {
        var at = pointer.appendProperty(key);
        var unsupported = UnsupportedPath.judge(path, key);
        unsupported.ifPresent(setting -> found.add(new Found(setting, key, at.toString())));
        // What lies below an unsupported key is part of it.
        if (unsupported.equals(Optional.empty())) {
            walk(member, UnsupportedPath.below(path, key), at, found);
        }
    }
}
