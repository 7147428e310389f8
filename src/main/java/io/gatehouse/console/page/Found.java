package io.gatehouse.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gatehouse.identityprovider.TestSignIn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test sign-in found, as pages show it. {@code docs/reference/test-sign-in.md} has the members. */
public final class Found {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Found() {}

    /** An attribute that arrived. */
    public record Attribute(String name, List<String> values) {}

    /** Which attributes look as if they could fill this field, where none did. */
    public record Likeness(String field, List<String> suggested) {}

    /** What arrived of the person; nothing of it is believed, it is only shown. */
    public record Arrived(List<Attribute> attributes, List<Likeness> mapping) {}

    private record Whole(@Nullable Arrived arrived) {}

    /** What arrived with a test; empty if it has not ended, or nothing could be read. */
    public static Optional<Arrived> arrived(TestSignIn test) {
        var result = test.result();
        if (result == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    JSON.readValue(result.found(), Whole.class).arrived());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a test found can't be read", e);
        }
    }

    /** Its members; null until the test has ended. */
    public static @Nullable Map<String, Object> of(TestSignIn test) {
        var result = test.result();
        if (result == null) {
            return null;
        }
        try {
            var found = new HashMap<>(JSON.readValue(result.found(), new TypeReference<Map<String, Object>>() {}));
            // What was found is gone with its sealing key; that it passed or not is still told.
            found.putIfAbsent("checks", List.of());
            return found;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a test found can't be read", e);
        }
    }
}
