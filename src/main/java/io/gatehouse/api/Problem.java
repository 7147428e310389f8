package io.gatehouse.api;

import io.gatehouse.reason.CallReason;
import io.gatehouse.reason.Reason;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a call was not answered (RFC 9457). {@code code} is a reason of the catalogue, its title comes from the texts; headers
 * are those the status asks for.
 *
 * @param more members beside those of the RFC: {@code pointer}, {@code findings} and the like
 */
public record Problem(int status, String code, String detail, Map<String, String> headers, Map<String, Object> more) {
    private static final String CHALLENGE = "WWW-Authenticate";

    /** A reason that only programs meet. */
    public static Problem of(CallReason reason, String detail) {
        return new Problem(reason.status(), reason.code(), detail, Map.of(), Map.of());
    }

    /** A reason that people meet too, and then with another status perhaps. */
    public static Problem of(Reason reason, int status, String detail) {
        return new Problem(status, reason.code(), detail, Map.of(), Map.of());
    }

    /** Nothing is at the address, or nothing that the token may know of. */
    public static Problem notFound() {
        return of(CallReason.NOT_FOUND, "There is nothing at this address.");
    }

    /** The same with one more member. */
    public Problem with(String name, Object value) {
        return with(Map.of(name, value));
    }

    /** The same with these members. */
    public Problem with(Map<String, ?> members) {
        var all = new LinkedHashMap<>(more);
        all.putAll(members);
        return new Problem(status, code, detail, headers, all);
    }

    static Problem tokenRequired() {
        return of(
                        CallReason.TOKEN_REQUIRED,
                        "Send the header Authorization: Bearer <token>. The command \"token create\" makes one.")
                .withHeaders(Map.of(CHALLENGE, "Bearer realm=\"gatehouse\""));
    }

    static Problem tokenInvalid() {
        return of(CallReason.TOKEN_INVALID, "The token is not one of ours, was revoked, or has expired.")
                .withHeaders(Map.of(CHALLENGE, "Bearer realm=\"gatehouse\", error=\"invalid_token\""));
    }

    /** The token is good, and not for this. */
    public static Problem scopeInsufficient() {
        return of(CallReason.SCOPE_INSUFFICIENT, "The token's scope or partner does not cover what was asked for.")
                .withHeaders(Map.of(CHALLENGE, "Bearer realm=\"gatehouse\", error=\"insufficient_scope\""));
    }

    /** A parameter of the address that cannot be used; the detail says what would be right. */
    public static Problem parameter(String name, String wanted) {
        return of(CallReason.PARAMETER_INVALID, "Parameter \"%s\": %s".formatted(name, wanted));
    }

    /** The same with these headers. */
    public Problem withHeaders(Map<String, String> others) {
        return new Problem(status, code, detail, others, more);
    }

    /** The same with another status than the reason usually has. */
    Problem answered(int other) {
        return new Problem(other, code, detail, headers, more);
    }
}
