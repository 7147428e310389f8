package io.gatehouse.console.page;

import io.gatehouse.identityprovider.metadata.Finding;
import java.util.List;

/** What may be told of findings: whoever sees one partner only learns of no other. */
public final class Discretion {
    private Discretion() {}

    /** The findings that somebody is told of, in their order. */
    public static List<Finding> of(List<Finding> findings, boolean seesAll) {
        return seesAll
                ? findings
                : findings.stream().filter(f -> !f.tellsOfAnotherPartner()).toList();
    }
}
