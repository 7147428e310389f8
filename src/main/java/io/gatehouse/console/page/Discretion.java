package io.gatehouse.console.page;

import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.Rule;
import java.util.List;
import java.util.Set;

/** What may be told of findings: whoever sees one partner only learns of no other. */
public final class Discretion {
    private static final Set<String> NAMES_OTHERS =
            Set.of(Rule.ENTITY_ID_OF_ANOTHER_PARTNER.id(), Rule.ENTITY_ID_LIKE_ANOTHERS.id());

    private Discretion() {}

    /** The findings that somebody is told of, in their order. */
    public static List<Finding> of(List<Finding> findings, boolean seesAll) {
        return seesAll
                ? findings
                : findings.stream()
                        .filter(f -> !NAMES_OTHERS.contains(f.rule()))
                        .toList();
    }
}
