package io.gatehouse.api.call;

import io.gatehouse.api.Problem;
import io.gatehouse.reason.CallReason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** What a caller has seen of a thing before changing it (RFC 9110 13.1.1). */
public final class Tags {
    private static final String HEADER = "If-Match";

    private Tags() {}

    /** The tag of a revision. */
    public static String of(long revision) {
        return "\"" + revision + "\"";
    }

    /**
     * Whether a thing with this tag is what the caller has seen; empty if they don't say, and then whatever is there is
     * replaced, which is recorded.
     */
    public static Optional<Predicate<String>> given(HttpServletRequest request) {
        var header = request.getHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        var tags = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        // A weak tag never matches: 13.1.1 wants the strong comparison, and ours are strong.
        return Optional.of(tag -> tags.contains("*") || tags.contains(tag));
    }

    /** Somebody else changed it meanwhile. */
    public static Problem changed() {
        return Problem.of(CallReason.CHANGED_MEANWHILE, "Read it again, then change what it is now.");
    }
}
