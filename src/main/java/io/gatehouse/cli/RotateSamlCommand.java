package io.gatehouse.cli;

import io.gatehouse.keys.ServiceKeys.Purpose;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes the next key of SAML messages, or of encrypted assertions, in our metadata. */
@Command(
        name = "saml",
        description =
                "Publishes the next SAML key in the metadata for identity providers; both are accepted meanwhile.",
        mixinStandardHelpOptions = true)
final class RotateSamlCommand implements Callable<Integer> {
    /** Which of the two. */
    enum Use {
        signing(Purpose.SAML_SIGNING),
        encryption(Purpose.SAML_ENCRYPTION);

        private final Purpose purpose;

        Use(Purpose purpose) {
            this.purpose = purpose;
        }
    }

    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "USE", description = "signing or encryption")
    Use use = Use.signing;

    @Option(
            names = "--lead",
            paramLabel = "TIME",
            defaultValue = "14d",
            description = "how long it is published before its first use (default: ${DEFAULT-VALUE})")
    String lead = "";

    RotateSamlCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var time = time();
        return Rotations.tell(
                context.with(beans -> Rotations.record(beans, use.purpose, keys -> keys.saml(use.purpose, time))),
                Objects.requireNonNull(spec).commandLine());
    }

    private Duration time() {
        try {
            var time = DurationStyle.SIMPLE.parse(lead);
            if (!time.isNegative()) {
                return time;
            }
        } catch (IllegalArgumentException | ArithmeticException notATime) {
            throw wrong();
        }
        throw wrong();
    }

    private ParameterException wrong() {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), "--lead is a time such as 14d");
    }
}
