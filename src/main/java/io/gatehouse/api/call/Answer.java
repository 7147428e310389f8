package io.gatehouse.api.call;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call is answered with, when it is no problem. */
public record Answer(
        int status, Map<String, String> headers, @Nullable Object body) {
    /** 200 with a body. */
    public static Answer ok(Object body) {
        return new Answer(200, Map.of(), body);
    }

    /** 201 with a body and where it is now. */
    public static Answer created(String location, Object body) {
        return new Answer(201, Map.of("Location", location), body);
    }

    /** 204. */
    public static Answer empty() {
        return new Answer(204, Map.of(), null);
    }

    /** The same with the tag of what is answered (RFC 9110 8.8.3). */
    public Answer tagged(String etag) {
        var all = new LinkedHashMap<>(headers);
        all.put("ETag", etag);
        return new Answer(status, all, body);
    }
}
