package io.gatehouse.cli;

import io.gatehouse.keys.SealingRotation;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Seals everything anew under the first sealing key. */
@Command(
        name = "sealing",
        description = "Seals everything anew under the first key of gatehouse.sealing-key.",
        mixinStandardHelpOptions = true)
final class RotateSealingCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

    RotateSealingCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        context.with(beans -> beans.getBean(SealingRotation.class).run())
                .forEach((what, count) -> out.println(what + ": " + count + " sealed anew"));
        return 0;
    }
}
