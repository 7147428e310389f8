package io.gatehouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Findings in the form that code hosts show beside the lines of a pull request: SARIF 2.1.0 (OASIS, 2020). */
final class Sarif {
    private Sarif() {}

    /** One run of this tool with these findings; their files lie below this folder. */
    static String of(String tool, List<ConfigFinding> findings, Path folder) throws JsonProcessingException {
        var rules =
                findings.stream().map(ConfigFinding::rule).distinct().sorted().toList();
        var driver = Map.of(
                "name",
                tool,
                "rules",
                rules.stream().map(rule -> Map.of("id", rule)).toList());
        var results = findings.stream()
                .map(finding -> result(finding, rules.indexOf(finding.rule()), folder))
                .toList();
        var log = Map.of(
                "$schema",
                "https://json.schemastore.org/sarif-2.1.0.json",
                "version",
                "2.1.0",
                "runs",
                List.of(Map.of("tool", Map.of("driver", driver), "results", results)));
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(log);
    }

    private static Map<String, Object> result(ConfigFinding finding, int rule, Path folder) {
        var region = Map.of("startLine", finding.line(), "startColumn", finding.column());
        var artifact = Map.of("uri", uri(folder.resolve(finding.file())));
        return Map.of(
                "ruleId",
                finding.rule(),
                "ruleIndex",
                rule,
                "level",
                level(finding.severity()),
                "message",
                Map.of(
                        "text",
                        finding.fix().isEmpty() ? finding.message() : finding.message() + " Fix: " + finding.fix()),
                "locations",
                List.of(Map.of("physicalLocation", Map.of("artifactLocation", artifact, "region", region))));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    // A relative path stays one, since a code host knows files by their place in the repository.
    private static String uri(Path file) {
        if (file.isAbsolute()) {
            return file.normalize().toUri().toString();
        }
        try {
            var path = "/" + file.normalize().toString().replace('\\', '/');
            return new URI("file", "", path, null).getRawPath().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is always one of a URI", e);
        }
    }
}
