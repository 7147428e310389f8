package io.gatehouse.cli;

import io.gatehouse.keys.ServiceKeys.Purpose;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the next key of session grants, and says from when on it signs. */
@Command(
        name = "signing",
        description =
                "Publishes the next key of session grants; it signs once every portal has had the time to see it.",
        mixinStandardHelpOptions = true)
final class RotateSigningCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--now", description = "use it at once: portals that still keep the old key set refuse its grants")
    boolean now;

    RotateSigningCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return Rotations.tell(
                context.with(beans -> Rotations.record(beans, Purpose.GRANT_SIGNING, keys -> keys.grants(now))),
                Objects.requireNonNull(spec).commandLine());
    }
}
