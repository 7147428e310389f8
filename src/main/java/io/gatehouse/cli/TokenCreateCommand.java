package io.gatehouse.cli;

import io.gatehouse.account.token.ApiToken.Scope;
import io.gatehouse.account.token.ApiTokens;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a token and prints it, and nothing else, on standard output: it is shown this once. */
@Command(
        name = "create",
        description = "Makes a token and prints it on standard output. It is shown only now.",
        mixinStandardHelpOptions = true)
final class TokenCreateCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--scope", required = true, paramLabel = "SCOPE", description = "admin, auditor or partner-admin")
    String scope = "";

    @Option(names = "--partner", paramLabel = "PARTNER", description = "the partner of a partner-admin")
    @Nullable
    String partner;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "90d",
            description = "how long it works, such as 12h or 90d (default: ${DEFAULT-VALUE})")
    String expires = "";

    TokenCreateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var scope = Scope.ofCode(this.scope).orElseThrow(() -> wrong("--scope is admin, auditor or partner-admin"));
        var partner = partner(scope);
        var life = life();
        String text = context.with(beans -> {
            if (partner != null
                    && beans.getBean(Partners.class).standing(partner).isEmpty()) {
                throw wrong("--partner: there is no partner " + partner);
            }
            var tokens = beans.getBean(ApiTokens.class);
            if (partner != null && !tokens.fits(partner)) {
                throw wrong(
                        "--partner: " + partner + " is the vendor's own; its programs have --scope admin or auditor");
            }
            return tokens.create(scope, partner, life, "cli", Origin.INTERNAL).text();
        });
        Objects.requireNonNull(spec).commandLine().getOut().println(text);
        return 0;
    }

    private @Nullable PartnerId partner(Scope scope) {
        if ((scope == Scope.PARTNER_ADMIN) != (partner != null)) {
            throw wrong("--partner belongs to --scope partner-admin, and only to it");
        }
        if (partner != null && !PartnerId.isOne(partner)) {
            throw wrong("--partner is a partner's id: [a-z0-9-]{1,64}");
        }
        return partner == null ? null : new PartnerId(partner);
    }

    private Duration life() {
        try {
            var life = DurationStyle.SIMPLE.parse(expires);
            if (life.isPositive()) {
                return life;
            }
        } catch (IllegalArgumentException | ArithmeticException notATime) {
            throw wrong("--expires is a time such as 12h or 90d");
        }
        throw wrong("--expires is a time to come, such as 12h or 90d");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
