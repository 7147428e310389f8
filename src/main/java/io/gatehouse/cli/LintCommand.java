package io.gatehouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.FolderReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lint}: checks an idp-config folder, starts nothing, writes nothing. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Checks a folder of partners without starting anything. Prints every finding as"
                + " file:line:column severity rule message and fix.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:fine; there may be warnings",
            "1:findings of severity error: what they are in would be refused",
            "2:the folder can't be read, or the command line is wrong"
        })
final class LintCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int FINDINGS = 1;
    private static final int UNUSABLE = 2;

    private final ConfigFolder reader;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            defaultValue = "./idp-config",
            description = "default: ${DEFAULT-VALUE}")
    private Path folder = Path.of("idp-config");

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private Format format = Format.text;

    /** Judges dates by this clock. */
    LintCommand(Clock clock) {
        this(ConfigFolder.by(clock));
    }

    LintCommand(ConfigFolder reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        return switch (reader.read(folder)) {
            case FolderReading.Unusable unusable -> {
                err().println(unusable.why());
                yield UNUSABLE;
            }
            case FolderReading.Read read -> {
                var findings = read.findings();
                switch (format) {
                    case text -> print(read, findings);
                    case json -> out().println(json(findings));
                    case sarif -> out().println(Sarif.of("Gatehouse lint", findings, folder));
                }
                yield findings.stream().anyMatch(ConfigFinding::isError) ? FINDINGS : FINE;
            }
        };
    }

    private void print(FolderReading.Read read, List<ConfigFinding> findings) {
        findings.forEach(f -> out().println(folder.resolve(f.file())
                + f.toString().substring(f.file().length())));
        long errors = findings.stream().filter(ConfigFinding::isError).count();
        out().println(read.partners().size() + " partners, " + findings.size() + " findings, " + errors + " errors");
    }

    private String json(List<ConfigFinding> findings) throws JsonProcessingException {
        var items = findings.stream().map(this::item).toList();
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("findings", items));
    }

    private Map<String, Object> item(ConfigFinding finding) {
        var item = new LinkedHashMap<String, Object>();
        item.put("file", folder.resolve(finding.file()).toString());
        item.put("line", finding.line());
        item.put("column", finding.column());
        item.put("severity", finding.severity().code());
        item.put("rule", finding.rule());
        item.put("message", finding.message());
        item.put("fix", finding.fix());
        return item;
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private picocli.CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives the spec");
        }
        return spec.commandLine();
    }
}
