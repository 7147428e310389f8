package io.gatehouse.identityprovider.metadata;

import io.gatehouse.identityprovider.markup.Place;
import io.gatehouse.identityprovider.metadata.Finding.Severity;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The findings of one reading, as they come; worst first when asked for. */
final class Findings {
    /** A document can break a rule at every element; beyond this nobody reads on. */
    private static final int MOST = 200;

    private record Broken(Rule rule, Position position, String found) {}

    private final List<Broken> found = new ArrayList<>();
    private final Set<Rule> rules = EnumSet.noneOf(Rule.class);

    /** A rule broken at a place, with what was found there. */
    void add(Rule rule, Place place, String found) {
        rules.add(rule);
        if (this.found.size() >= MOST && rule.severity() != Severity.ERROR) {
            return;
        }
        var broken = new Broken(rule, Position.of(place), found);
        if (!this.found.contains(broken)) {
            this.found.add(broken);
        }
    }

    boolean has(Rule rule) {
        return rules.contains(rule);
    }

    boolean none(Severity severity) {
        return rules.stream().noneMatch(r -> r.severity() == severity);
    }

    /** What the findings amount to. */
    Verdict verdict() {
        if (rules.contains(Rule.SEVERAL_IDPS)
                && rules.stream().filter(r -> r.severity() == Severity.ERROR).count() == 1) {
            return Verdict.CHOOSE;
        }
        if (!none(Severity.ERROR)) {
            return Verdict.REJECT;
        }
        return rules.stream().anyMatch(Rule::standing) ? Verdict.ACCEPT_WITH_WARNING : Verdict.ACCEPT;
    }

    /** All of them, with what to do in this vendor's words. */
    List<Finding> worstFirst(Vendor vendor) {
        return found.stream()
                .map(broken -> broken.rule.at(vendor, broken.position, broken.found))
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(f -> f.position().line())
                        .thenComparing(f -> f.position().column()))
                .toList();
    }
}
