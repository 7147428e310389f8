package io.gatehouse.cli;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.account.Invitations;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code admin invite EMAIL [--partner P]}: prints only the link on standard output. Exit 1: refused; 2: no such partner. */
@Component
@Command(
        name = "invite",
        description =
                "Invites a person, by default one of the vendor's own; prints the link, and mails it where mail is set up.")
class AdminInviteCommand implements Callable<Integer> {
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    private final Invitations invitations;
    private final Partners partners;
    private final ConsolePartner consolePartner;

    @Parameters(paramLabel = "EMAIL", description = "Whom to invite.")
    private String email = "";

    @Option(names = "--partner", paramLabel = "P", description = "Into which partner, if not the vendor's own.")
    private @Nullable String partner;

    @Spec
    private @Nullable CommandSpec spec;

    AdminInviteCommand(Invitations invitations, Partners partners, ConsolePartner consolePartner) {
        this.invitations = invitations;
        this.partners = partners;
        this.consolePartner = consolePartner;
    }

    @Override
    public Integer call() {
        var commandLine = Objects.requireNonNull(spec).commandLine();
        var id = partner == null ? consolePartner.partner() : partner;
        var found = PartnerId.isOne(id) ? partners.find(new PartnerId(id)) : Optional.<Partner>empty();
        if (found.isEmpty()) {
            return fail(commandLine.getErr(), UNUSABLE, "There is no partner " + id + ".");
        }
        var context = new EventContext(LoginEvent.Subject.ofPartner(id), Origin.INTERNAL);
        return switch (invitations.invite(email, found.get(), "cli", context)) {
            case Invitations.Answer.Invited invited -> {
                commandLine.getOut().println(invited.link());
                commandLine.getOut().flush();
                yield 0;
            }
            case Invitations.Answer.Refused(var why) ->
                fail(
                        commandLine.getErr(),
                        REFUSED,
                        "Not invited: " + why.reason().code() + " "
                                + why.evidence().values());
        };
    }

    private static int fail(PrintWriter err, int exit, String message) {
        err.println(message);
        err.flush();
        return exit;
    }
}
