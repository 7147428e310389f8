package io.gatehouse.idpconfig.settings;

import io.gatehouse.reason.Reason;
import java.util.List;

/** The settings can't be started with. */
final class SettingsRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final List<String> found;
    private final String action;

    SettingsRefused(Reason reason, List<String> found, String action) {
        super(reason.code() + ": " + String.join("; ", found));
        this.reason = reason;
        this.found = List.copyOf(found);
        this.action = action;
    }

    Reason reason() {
        return reason;
    }

    List<String> found() {
        return found;
    }

    String action() {
        return action;
    }
}
