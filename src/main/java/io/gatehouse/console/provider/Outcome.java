package io.gatehouse.console.provider;

import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.metadata.Finding;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What came of a step in a provider's life, in words. */
@Component
class Outcome {
    private final MessageSource texts;

    Outcome(MessageSource texts) {
        this.texts = texts;
    }

    /** Whether it is as was asked for. */
    boolean isFine(Step step) {
        return step instanceof Step.Done || step instanceof Step.Unchanged;
    }

    /** Puts the words, and the findings if a document is at fault, on the page to be. */
    void tell(Step step, Model model, HttpServletResponse response) {
        response.setStatus(status(step));
        model.addAttribute("problem", words(step));
        model.addAttribute("findings", findings(step));
    }

    List<Finding> findings(Step step) {
        return step instanceof Step.Refused(var why, var findings) ? findings : List.of();
    }

    private String words(Step step) {
        return switch (step) {
            case Step.Done _, Step.Unchanged _ -> "";
            case Step.Refused(var why, var findings) ->
                text("console.step.refused") + " "
                        + why.evidence().values().entrySet().stream()
                                .map(e -> e.getKey() + ": " + e.getValue())
                                .collect(Collectors.joining(" · "));
            case Step.Untested _ -> text("console.step.untested");
            case Step.OtherEntity(var before, var after) -> text("console.step.other-entity", before, after);
            case Step.Stale _ -> text("console.step.stale");
            case Step.ReadOnly(var file) -> text("console.partner.from-file", file);
        };
    }

    private static int status(Step step) {
        return switch (step) {
            case Step.Done _, Step.Unchanged _ -> HttpServletResponse.SC_OK;
            case Step.Refused _ -> 422;
            case Step.Untested _, Step.OtherEntity _, Step.Stale _, Step.ReadOnly _ -> HttpServletResponse.SC_CONFLICT;
        };
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, Locale.ENGLISH);
    }
}
