package io.gatehouse.console.people;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.secondfactor.SecondFactor;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A person's page, and the finding of whom it is about. */
@Component
class PersonPage {
    private final Partners partners;
    private final Accounts accounts;
    private final Roles roles;
    private final SecondFactor secondFactor;
    private final ConsoleSessions sessions;
    private final Deeds deeds;

    PersonPage(
            Partners partners,
            Accounts accounts,
            Roles roles,
            SecondFactor secondFactor,
            ConsoleSessions sessions,
            Deeds deeds) {
        this.partners = partners;
        this.accounts = accounts;
        this.roles = roles;
        this.secondFactor = secondFactor;
        this.sessions = sessions;
        this.deeds = deeds;
    }

    /** The person of this id, if of this partner; anybody else is as missing as nobody. */
    Account find(String partner, String id) {
        PartnerId of = Missing.partner(partner);
        try {
            return accounts.find(new AccountId(UUID.fromString(id)))
                    .filter(account -> account.partner().equals(of))
                    .orElseThrow(Missing::new);
        } catch (IllegalArgumentException notAnId) {
            throw new Missing();
        }
    }

    String show(Account account, Administrator me, Model model) {
        var granted = roles.granted(account);
        boolean self = account.id().equals(me.account().id());
        model.addAttribute("partner", partners.find(account.partner()).orElseThrow(Missing::new));
        model.addAttribute("account", account);
        model.addAttribute("suspended", account.status() == Account.Status.SUSPENDED);
        model.addAttribute("enrolled", secondFactor.hasAuthenticator(account.id()));
        model.addAttribute("granted", granted.stream().sorted().toList());
        model.addAttribute(
                "grantable",
                Arrays.stream(Role.values())
                        .filter(role -> roles.fits(account, role) && !granted.contains(role))
                        .toList());
        model.addAttribute("breakGlass", roles.isBreakGlass(account.id()));
        model.addAttribute(
                "sessions", sessions.openOf(account.id()).stream().map(Line::of).toList());
        model.addAttribute(
                "events", deeds.recent(account.partner(), account.id().value()));
        model.addAttribute("self", self);
        model.addAttribute("mayHelp", me.mayChange(account.partner()));
        model.addAttribute("mayJudge", me.mayChangeAll() && !self);
        return "console/person";
    }

    /** An open session of the console as a line. */
    record Line(
            String started,
            String used,
            @Nullable String clientIp,
            @Nullable String userAgent) {
        static Line of(ConsoleSession session) {
            return new Line(
                    Moments.minute(session.startedAt()),
                    Moments.minute(session.usedAt()),
                    session.clientIp(),
                    session.userAgent());
        }
    }
}
