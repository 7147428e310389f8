package io.gatehouse.idpconfig.yaml;

import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the findings of one file. */
public final class Findings {
    private final String file;
    private final List<ConfigFinding> all = new ArrayList<>();

    /** Of this file, and nothing found yet. */
    public Findings(String file) {
        this.file = file;
    }

    /** Adds one that stops the partner. */
    public void error(Place at, String rule, String message, String fix) {
        add(at, rule, Severity.ERROR, message, fix);
    }

    /** Adds one that does not. */
    public void warning(Place at, String rule, String message, String fix) {
        add(at, rule, Severity.WARNING, message, fix);
    }

    /** Adds one found in another file that belongs to this one. */
    public void add(ConfigFinding finding) {
        all.add(finding);
    }

    /** The same of one that another reading of that file may have found before. */
    public void addOnce(ConfigFinding finding) {
        if (!all.contains(finding)) {
            all.add(finding);
        }
    }

    /** Whether a place has been spoken of already. */
    boolean knows(Place at) {
        return all.stream().anyMatch(f -> f.file().equals(file) && f.line() == at.line() && f.column() == at.column());
    }

    /** All, by file and place. */
    public List<ConfigFinding> all() {
        return all.stream()
                .sorted(Comparator.comparing((ConfigFinding f) -> !f.file().equals(file))
                        .thenComparing(ConfigFinding::file)
                        .thenComparingInt(ConfigFinding::line)
                        .thenComparingInt(ConfigFinding::column))
                .toList();
    }

    private void add(Place at, String rule, Severity severity, String message, String fix) {
        all.add(new ConfigFinding(file, at.line(), at.column(), rule, severity, message, fix));
    }
}
