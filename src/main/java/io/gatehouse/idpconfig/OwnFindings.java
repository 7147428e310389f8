package io.gatehouse.idpconfig;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Findings of a folder as the partner's own administrators may read them: other partners are nothing to them. */
final class OwnFindings {
    private static final Set<String> OF_OTHERS = Set.of("entity-id-of-another-partner", "entity-id-like-anothers");
    private static final Set<String> NAMING_OTHERS =
            Set.of("domain-taken", "domain-claimed-twice", "provider-id-twice");
    private static final Pattern LINE = Pattern.compile("(?s)(.*?:\\d+:\\d+ (?:error|warning|info) ([a-z0-9-]+)) .*");

    private OwnFindings() {}

    static List<String> of(List<String> findings) {
        return findings.stream()
                .filter(finding -> !OF_OTHERS.contains(rule(finding)))
                .map(OwnFindings::unnamed)
                .toList();
    }

    private static String unnamed(String finding) {
        var line = LINE.matcher(finding);
        return line.matches() && NAMING_OTHERS.contains(line.group(2))
                ? line.group(1) + " Somebody else has it. Fix: ask your account manager"
                : finding;
    }

    private static String rule(String finding) {
        var line = LINE.matcher(finding);
        return line.matches() ? line.group(2) : "";
    }
}
