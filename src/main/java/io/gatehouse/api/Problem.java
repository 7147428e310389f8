package io.gatehouse.api;

import io.gatehouse.reason.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why a call was not answered (RFC 9457). {@code code} is a reason of the catalogue where one fits; headers are those the
 * status asks for.
 *
 * @param more members beside those of the RFC: {@code pointer}, {@code findings} and the like
 */
public record Problem(
        int status,
        String code,
        @Nullable String title,
        String detail,
        Map<String, String> headers,
        Map<String, Object> more) {
    private static final String CHALLENGE = "WWW-Authenticate";

    Problem(int status, String code, @Nullable String title, String detail, Map<String, String> headers) {
        this(status, code, title, detail, headers, Map.of());
    }

    /** A problem of this status. */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of());
    }

    /** Nothing is at the address, or nothing that the token may know of. */
    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is nothing at this address.", Map.of());
    }

    /** The same with one more member. */
    public Problem with(String name, Object value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, code, title, detail, headers, all);
    }

    /** The same with these members. */
    public Problem with(Map<String, ?> members) {
        var all = new LinkedHashMap<>(more);
        all.putAll(members);
        return new Problem(status, code, title, detail, headers, all);
    }

    static Problem tokenRequired() {
        return new Problem(
                401,
                "token-required",
                "A token is needed",
                "Send the header Authorization: Bearer <token>. The command \"token create\" makes one.",
                Map.of(CHALLENGE, "Bearer realm=\"gatehouse\""));
    }

    static Problem tokenInvalid() {
        return new Problem(
                401,
                "token-invalid",
                "The token opens nothing",
                "The token is not one of ours, was revoked, or has expired.",
                Map.of(CHALLENGE, "Bearer realm=\"gatehouse\", error=\"invalid_token\""));
    }

    /** The token is good, and not for this. */
    public static Problem scopeInsufficient() {
        return new Problem(
                403,
                "scope-insufficient",
                "The token does not open this",
                "The token's scope or partner does not cover what was asked for.",
                Map.of(CHALLENGE, "Bearer realm=\"gatehouse\", error=\"insufficient_scope\""));
    }

    /** A parameter of the address that cannot be used; the detail says what would be right. */
    public static Problem parameter(String name, String wanted) {
        return new Problem(
                400,
                "parameter-invalid",
                "A parameter is not usable",
                "Parameter \"%s\": %s".formatted(name, wanted),
                Map.of());
    }

    /** A reason of the catalogue; its title comes from the texts. */
    public static Problem of(Reason reason, int status, String detail) {
        return new Problem(status, reason.code(), null, detail, Map.of());
    }

    /** The same with these headers. */
    public Problem withHeaders(Map<String, String> more) {
        return new Problem(status, code, title, detail, more);
    }

    /** A status that says it all, such as 404 or 405. */
    static Problem of(HttpStatus status, String code, String detail, Map<String, String> headers) {
        return new Problem(status.value(), code, status.getReasonPhrase(), detail, headers);
    }
}
