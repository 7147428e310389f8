package io.gatehouse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.idpconfig.FolderPlan;
import io.gatehouse.idpconfig.FolderPlan.What;
import io.gatehouse.idpconfig.FolderPlans;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: what applying an idp-config folder would change of what is live; writes nothing. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Says what applying a folder of partners would change of what is live in the database. Writes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing would be changed",
            "1:something would be changed or refused",
            "2:the folder or the database can't be read, or the command line is wrong"
        })
final class PlanCommand implements Callable<Integer> {
    private static final int NOTHING = 0;
    private static final int SOMETHING = 1;
    private static final int UNUSABLE = 2;

    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

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

    PlanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        var plan = context.reading(beans -> beans.getBean(FolderPlans.class).plan(folder));
        return switch (plan) {
            case FolderPlan.Unusable(var why) -> {
                line().getErr().println(why);
                yield UNUSABLE;
            }
            case FolderPlan.Planned planned -> {
                print(planned);
                yield planned.saysAnything() ? SOMETHING : NOTHING;
            }
        };
    }

    private void print(FolderPlan.Planned planned) throws JsonProcessingException {
        switch (format) {
            case text -> text(planned);
            case json -> {
                var items = planned.partners().stream().map(PlanCommand::item).toList();
                out().println(new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of("partners", items)));
            }
            case sarif -> out().println(Sarif.of("Gatehouse plan", PlanResults.of(planned), folder));
        }
    }

    private void text(FolderPlan.Planned planned) {
        planned.partners().stream().filter(p -> p.what() != What.UNCHANGED).forEach(partner -> {
            out().println(partner.folder() + ": " + partner.what().code());
            partner.changes().forEach(change -> out().println("    " + change));
            partner.findings().forEach(finding -> out().println("    " + finding));
        });
        var counts = planned.partners().stream()
                .collect(Collectors.groupingBy(FolderPlan.Partner::what, Collectors.counting()));
        out().println(List.of(What.values()).stream()
                .map(what -> counts.getOrDefault(what, 0L) + " " + what.code())
                .collect(Collectors.joining(", ")));
    }

    private static Map<String, Object> item(FolderPlan.Partner partner) {
        return Map.of(
                "partner", partner.folder(),
                "plan", partner.what().code(),
                "changes", partner.changes(),
                "findings",
                        partner.findings().stream().map(ConfigFinding::toString).toList());
    }

    private PrintWriter out() {
        return line().getOut();
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
