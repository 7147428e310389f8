package io.gatehouse.idpconfig.yaml;

import io.gatehouse.reason.Printable;
import org.jspecify.annotations.Nullable;

/** Words of a file made fit for a finding. */
public final class Quoted {
    private static final int LONGEST = 80;
    private static final int LONGEST_SENTENCE = 300;

    private Quoted() {}

    /** The text between quotes, with nothing hidden in it. */
    public static String of(String text) {
        return "'" + Printable.of(text, LONGEST) + "'";
    }

    static String sentence(@Nullable String problem) {
        return problem == null
                ? "It can't be read."
                : "It can't be read: " + Printable.of(problem, LONGEST_SENTENCE) + ".";
    }
}
