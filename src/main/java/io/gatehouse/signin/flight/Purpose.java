package io.gatehouse.signin.flight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a sign-in is for. All take the same road; they end elsewhere. */
public enum Purpose {
    /** A session at the portal. */
    PORTAL("portal"),

    /** A session of the console. */
    CONSOLE("console"),

    /** To see whether a version of an identity provider would do; no session comes of it. */
    TEST("test");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    /** Its name in cookies and addresses. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The purpose of this name; empty if there is none. */
    public static Optional<Purpose> of(String code) {
        return Arrays.stream(values()).filter(p -> p.code.equals(code)).findFirst();
    }
}
