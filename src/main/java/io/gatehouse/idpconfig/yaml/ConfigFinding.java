package io.gatehouse.idpconfig.yaml;

import java.util.Locale;

/**
 * One result of one check of a file.
 *
 * @param file the file, below the folder that was read
 * @param line from 1
 * @param column from 1
 * @param rule stable kebab-case id
 * @param message what is wrong, with what was found
 * @param fix what to do about it
 */
public record ConfigFinding(
        String file, int line, int column, String rule, Severity severity, String message, String fix) {
    /** Whether it stops the partner from being applied. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        /** The word in text and JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it stops the partner from being applied. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code file:line:column}. */
    public String place() {
        return file + ":" + line + ":" + column;
    }

    /** All of it in one line. */
    @Override
    public String toString() {
        return place() + " " + severity.code() + " " + rule + " " + message + " Fix: " + fix;
    }
}
