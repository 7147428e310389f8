package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.metadata.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why nothing was changed, to be said on the page it was wanted on.
 *
 * @param message a key of the texts
 * @param arguments what the text names
 */
record Trouble(String message, List<String> arguments, List<Finding> findings) {
    static Trouble of(String message, String... arguments) {
        return new Trouble("connect.trouble." + message, List.of(arguments), List.of());
    }

    /** What stood in the way of a step; empty if it was taken, or needed not be. */
    static Optional<Trouble> in(Step step) {
        return switch (step) {
            case Step.Done _, Step.Unchanged _ -> Optional.empty();
            case Step.Refused refused when refused.findings().isEmpty() -> Optional.of(of("refused", words(refused)));
            case Step.Refused refused ->
                Optional.of(new Trouble("connect.trouble.findings", List.of(), visible(refused.findings())));
            case Step.Untested _ -> Optional.of(of("untested"));
            case Step.OtherEntity other -> Optional.of(of("other-entity", other.before(), other.after()));
            case Step.Stale _ -> Optional.of(of("stale"));
            case Step.ReadOnly _ -> Optional.of(of("read-only"));
        };
    }

    /** The findings but those that name other partners: nobody here may learn who they are. */
    static List<Finding> visible(List<Finding> findings) {
        return findings.stream().filter(f -> !f.tellsOfAnotherPartner()).toList();
    }

    private static String words(Step.Refused refused) {
        return refused.why().evidence().values().entrySet().stream()
                .map(e -> e.getKey().replace('_', ' ') + ": " + e.getValue())
                .collect(Collectors.joining("; "));
    }
}
