package io.gatehouse.cli;

import io.gatehouse.account.Invitations;
import io.gatehouse.account.Operators;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Invites a person and prints the link, and nothing else, on standard output. Exit 1: refused; 2: no such partner. */
@Command(
        name = "invite",
        description = "Invites a person and prints the link on standard output; mails it too where mail is set up.",
        mixinStandardHelpOptions = true)
final class AdminInviteCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;

    private final CommandContext context;

    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(paramLabel = "EMAIL", description = "whom to invite")
    String email = "";

    @Option(names = "--partner", paramLabel = "PARTNER", description = "into which partner (default: the vendor's own)")
    @Nullable
    String partner;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "in the console: admin, auditor or partner-admin (default: admin without --partner, else none)")
    @Nullable
    String role;

    @Option(
            names = "--break-glass",
            description = "an administrator who signs in with a password and a code at /sign-in/break-glass, whatever "
                    + "happens to the identity provider; each use is told to all administrators")
    boolean breakGlass;

    AdminInviteCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var appointment = appointment();
        return context.with(beans -> partner(beans)
                .map(found -> fits(beans, found, appointment)
                        ? invite(beans.getBean(Invitations.class), found, appointment)
                        : tell(
                                UNUSABLE,
                                "Administrators and auditors are the vendor's own people, without --partner; "
                                        + "a partner-admin is of another --partner."))
                .orElseGet(() -> tell(UNUSABLE, "There is no partner " + partner + ".")));
    }

    private Optional<Partner> partner(BeanFactory beans) {
        if (partner == null) {
            return Optional.of(beans.getBean(Operators.class).partner());
        }
        return PartnerId.isOne(partner) ? beans.getBean(Partners.class).find(new PartnerId(partner)) : Optional.empty();
    }

    private Appointment appointment() {
        if (breakGlass) {
            if (partner != null || role != null && !role.equals(Role.ADMIN.code())) {
                throw wrong("--break-glass is for an administrator: without --partner or another --role");
            }
            return Appointment.BREAK_GLASS;
        }
        if (role != null) {
            return Appointment.to(
                    Role.ofCode(role).orElseThrow(() -> wrong("--role is admin, auditor or partner-admin")));
        }
        return partner == null ? Appointment.to(Role.ADMIN) : Appointment.NONE;
    }

    private static boolean fits(BeanFactory beans, Partner into, Appointment appointment) {
        var vendor = beans.getBean(Operators.class).partner().id();
        return appointment.role() == null || appointment.role().isFor(into.id(), vendor);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }

    private int invite(Invitations invitations, Partner into, Appointment appointment) {
        var about = new EventContext(LoginEvent.Subject.ofPartner(into.id().value()), Origin.INTERNAL);
        return switch (invitations.invite(email, into, appointment.withNewPassword(), "cli", about)) {
            case Invitations.Answer.Invited invited -> {
                line().getOut().println(invited.link());
                yield DONE;
            }
            case Invitations.Answer.Refused(var why) ->
                tell(
                        REFUSED,
                        "Not invited: " + why.reason().code() + " "
                                + why.evidence().values());
        };
    }

    private int tell(int exit, String message) {
        line().getErr().println(message);
        return exit;
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
