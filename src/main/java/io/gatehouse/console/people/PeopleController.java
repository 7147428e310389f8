package io.gatehouse.console.people;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.Invitations.Answer;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.limits.MailLimit;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** A partner's people, and the form that invites another one. */
@Controller
class PeopleController {
    private static final int PAGE = 50;

    private final Partners partners;
    private final Accounts accounts;
    private final Invitations invitations;
    private final ConsolePartner vendor;
    private final Deeds deeds;
    private final MessageSource texts;
    private final MailLimit limit;

    PeopleController(
            Partners partners,
            Accounts accounts,
            Invitations invitations,
            ConsolePartner vendor,
            Deeds deeds,
            MessageSource texts,
            MailLimit limit) {
        this.partners = partners;
        this.accounts = accounts;
        this.invitations = invitations;
        this.vendor = vendor;
        this.deeds = deeds;
        this.texts = texts;
        this.limit = limit;
    }

    @GetMapping("/console/partners/{partner}/people")
    String list(
            @PathVariable("partner") String name,
            @RequestParam(name = "q", defaultValue = "") String holding,
            @RequestParam(name = "after", defaultValue = "") String after,
            @RequestAttribute(Administrator.ME) Administrator me,
            Model model) {
        var partner = partners.find(Missing.partner(name)).orElseThrow(Missing::new);
        return show(partner, holding, after, me, model);
    }

    @PostMapping("/console/partners/{partner}/people")
    String invite(
            @PathVariable("partner") String name,
            @RequestParam(name = "email", defaultValue = "") String email,
            @RequestParam(name = "role", defaultValue = "") String role,
            @RequestParam(name = "new-password", defaultValue = "false") boolean newPassword,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var partner = partners.standing(Missing.partner(name)).orElseThrow(Missing::new);
        var appointment = Role.ofCode(role)
                .filter(r -> roles(me, partner).contains(r))
                .map(Appointment::to)
                .orElse(Appointment.NONE);
        if (newPassword && me.mayChangeAll()) {
            appointment = appointment.withNewPassword();
        }
        var often = limit.letterTo(email);
        if (often.isPresent()) {
            response.setStatus(429);
            response.setHeader(
                    "Retry-After",
                    String.valueOf(often.get().evidence().values().get("retry_after")));
            model.addAttribute("problem", texts.getMessage("console.people.too-often", null, request.getLocale()));
            return show(partner, "", "", me, model);
        }
        switch (invitations.invite(email.strip(), partner, appointment, me.actor(), deeds.of(request, partner.id()))) {
            case Answer.Invited invited -> {
                model.addAttribute("invited", email.strip());
                model.addAttribute("mailed", invited.mailed());
                // Shown once, where there is no mail: only its hash is kept.
                model.addAttribute("link", invited.mailed() ? "" : invited.link());
                model.addAttribute("until", Moments.minute(invited.expiresAt()));
            }
            case Answer.Refused(var why) -> {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                var key = "reason." + why.reason().code() + ".administrator-next";
                model.addAttribute("problem", texts.getMessage(key, null, request.getLocale()));
            }
        }
        return show(partner, "", "", me, model);
    }

    private String show(Partner partner, String holding, String after, Administrator me, Model model) {
        var found = accounts.page(partner.id(), holding, after, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<Account> shown = more ? found.subList(0, PAGE) : found;
        model.addAttribute("partner", partner);
        model.addAttribute("people", shown);
        model.addAttribute("q", holding);
        model.addAttribute("first", after.isEmpty());
        model.addAttribute("next", more ? shown.getLast().email() : "");
        model.addAttribute("mayInvite", me.mayChange(partner.id()));
        model.addAttribute("roles", roles(me, partner));
        return "console/people";
    }

    /** What this administrator may appoint people of the partner to. */
    private List<Role> roles(Administrator me, Partner partner) {
        return me.mayChangeAll()
                ? Arrays.stream(Role.values())
                        .filter(role -> role.isFor(partner.id(), vendor.id()))
                        .toList()
                : List.of();
    }
}
