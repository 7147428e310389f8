package io.gatehouse.console.people;

import io.gatehouse.account.Account;
import io.gatehouse.account.Suspensions;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.access.Turned;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.password.Passwords;
import io.gatehouse.portal.person.PersonSessions;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.secondfactor.SecondFactor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What administrators do for one person. Nobody judges their own case: another administrator does. */
@Controller
class PersonController {
    private static final String PERSON = "/console/partners/{partner}/people/{account}";

    private final PersonPage page;
    private final Roles roles;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Suspensions suspensions;
    private final PersonSessions sessions;
    private final TransactionOperations transactions;
    private final Deeds deeds;
    private final Turned turned;

    PersonController(
            PersonPage page,
            Roles roles,
            Passwords passwords,
            SecondFactor secondFactor,
            Suspensions suspensions,
            PersonSessions sessions,
            TransactionOperations transactions,
            Deeds deeds,
            Turned turned) {
        this.page = page;
        this.roles = roles;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.suspensions = suspensions;
        this.sessions = sessions;
        this.transactions = transactions;
        this.deeds = deeds;
        this.turned = turned;
    }

    @GetMapping(PERSON)
    String show(
            @PathVariable("partner") String partner,
            @PathVariable("account") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            Model model) {
        return page.show(page.find(partner, id), me, model);
    }

    @PostMapping(PERSON + "/unlock")
    String unlock(
            @PathVariable("partner") String partner,
            @PathVariable("account") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request) {
        var account = page.find(partner, id);
        var context = deeds.of(request, account.partner());
        transactions.executeWithoutResult(_ -> {
            passwords.unlock(account, me.actor(), context);
            secondFactor.unlock(account, me.actor(), context);
        });
        return to(account, "unlocked");
    }

    /** Suspending, reinstating, resetting the second factor, ending sessions. */
    @PostMapping(PERSON + "/{deed:suspend|reinstate|reset-second-factor|end-sessions}")
    @Nullable
    String judge(
            @PathVariable("partner") String partner,
            @PathVariable("account") String id,
            @PathVariable("deed") String deed,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var account = page.find(partner, id);
        if (isOneself(account, me, request, response)) {
            return null;
        }
        var context = deeds.of(request, account.partner()).about(account.id().value(), account.email());
        transactions.executeWithoutResult(_ -> {
            switch (deed) {
                case "suspend" -> suspensions.suspend(account, me.actor(), context);
                case "reinstate" -> suspensions.resume(account, me.actor(), context);
                case "reset-second-factor" -> secondFactor.resetSecondFactor(account, me.actor(), context);
                default -> {} // the sessions end below
            }
        });
        if (!deed.equals("reinstate")) {
            // Outside of the transaction: the portal is another system.
            sessions.endAll(account, me.actor(), context);
        }
        return to(account, deed);
    }

    @PostMapping(PERSON + "/roles")
    @Nullable
    String role(
            @PathVariable("partner") String partner,
            @PathVariable("account") String id,
            @RequestParam(name = "role", defaultValue = "") String code,
            @RequestParam(name = "revoke", defaultValue = "false") boolean revoke,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var account = page.find(partner, id);
        if (isOneself(account, me, request, response)) {
            return null;
        }
        var role = Role.ofCode(code).filter(r -> roles.fits(account, r)).orElseThrow(Missing::new);
        var context = deeds.of(request, account.partner());
        if (revoke) {
            roles.revoke(account, role, me.actor(), context);
        } else {
            roles.grant(account, role, me.actor(), context);
        }
        return to(account, revoke ? "role-revoked" : "role-granted");
    }

    private boolean isOneself(
            Account account, Administrator me, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!account.id().equals(me.account().id())) {
            return false;
        }
        turned.away(request, response, me, Reason.NOT_PERMITTED.because(Evidence.of("got", "oneself")));
        return true;
    }

    private static String to(Account account, String done) {
        return "redirect:/console/partners/" + account.partner() + "/people/" + account.id() + "?done=" + done;
    }
}
