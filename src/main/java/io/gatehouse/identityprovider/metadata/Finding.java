package io.gatehouse.identityprovider.metadata;

/**
 * One result of one check.
 *
 * @param rule stable kebab-case id
 * @param message what is wrong, with what was found
 * @param fix what to do about it
 */
public record Finding(String rule, Severity severity, Position position, String message, String fix) {
    /** Whether it names a connection of another partner's, which nobody of this one's may know of. */
    public boolean tellsOfAnotherPartner() {
        return rule.equals(Rule.ENTITY_ID_OF_ANOTHER_PARTNER.id()) || rule.equals(Rule.ENTITY_ID_LIKE_ANOTHERS.id());
    }

    /** Whether it stops the document from being used. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }
}
