package io.gatehouse.testing;

import io.gatehouse.reason.Reason;
import java.util.function.Function;

/**
 * One thing that is wrong with an otherwise valid sign-in.
 *
 * @param name unique, kebab-case
 * @param what in words, for the published table
 * @param reason of the refusal under default settings
 * @param make the bytes of the response
 */
public record Alteration(String name, String family, String what, Reason reason, Function<Scene, byte[]> make) {
    @Override
    public String toString() {
        return name;
    }
}
