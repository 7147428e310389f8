package io.gatehouse.identityprovider.metadata;

/**
 * One result of one check.
 *
 * @param rule stable kebab-case id
 * @param message what is wrong, with what was found
 * @param fix what to do about it
 */
public record Finding(String rule, Severity severity, Position position, String message, String fix) {
    /** Whether it stops the document from being used. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
