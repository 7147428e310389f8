package io.gatehouse.idpconfig.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of refused settings in place of a stack trace. */
final class SettingsReport extends AbstractFailureAnalyzer<SettingsRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable root, SettingsRefused refused) {
        var description = refused.reason().code() + ": these settings are refused, and nothing was applied.\n\n    "
                + String.join("\n    ", refused.found());
        return new FailureAnalysis(description, refused.action(), refused);
    }
}
