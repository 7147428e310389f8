package io.gatehouse.console.partner;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.limits.MailLimit;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Set-up links for a partner's own administrator: each is shown once, or mailed, and can be taken back. */
@Controller
class SetUpLinksController {
    private static final String LINKS = "/console/partners/{partner}/connect-links";
    private static final Pattern ADDRESS = Pattern.compile("[^@\\p{Cntrl}\\s]{1,64}@[^@\\p{Cntrl}\\s]{1,189}");

    private final Partners partners;
    private final PartnerConnections connections;
    private final ConnectLinks links;
    private final MailLimit limit;
    private final Deeds deeds;

    SetUpLinksController(
            Partners partners, PartnerConnections connections, ConnectLinks links, MailLimit limit, Deeds deeds) {
        this.partners = partners;
        this.connections = connections;
        this.links = links;
        this.limit = limit;
        this.deeds = deeds;
    }

    @PostMapping(LINKS)
    String make(
            @PathVariable("partner") String name,
            @RequestParam(name = "email", defaultValue = "") String typed,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var partner = partner(name);
        if (!connections.mayConnect(partner, me)) {
            throw new Missing(); // from a file: what the link leads to would all be refused
        }
        model.addAttribute("partner", partner);
        var email = typed.strip();
        model.addAttribute("email", email);
        if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) {
            return trouble("console.links.no-address", HttpServletResponse.SC_BAD_REQUEST, response, model);
        }
        var often = email.isEmpty() ? null : limit.letterTo(email).orElse(null);
        if (often != null) {
            response.setHeader(
                    "Retry-After", String.valueOf(often.evidence().values().get("retry_after")));
            return trouble("console.links.too-often", often.reason().status(), response, model);
        }
        var origin = deeds.origin(request);
        var made = email.isEmpty()
                ? links.make(partner.id(), me.actor(), origin)
                : links.makeFor(email, partner, me.actor(), origin);
        // Shown where no letter carries it, and only now: just its hash is kept.
        model.addAttribute("link", made.mailed() ? "" : made.address());
        model.addAttribute("until", Moments.minute(made.link().expiresAt()));
        return "console/connect-link";
    }

    @PostMapping(LINKS + "/{link}/revoke")
    String revoke(
            @PathVariable("partner") String name,
            @PathVariable("link") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request) {
        var partner = partner(name);
        try {
            if (!links.revoke(UUID.fromString(id), partner.id(), me.actor(), deeds.origin(request))) {
                throw new Missing();
            }
        } catch (IllegalArgumentException notAnId) {
            throw new Missing();
        }
        return "redirect:/console/partners/" + partner.id() + "?done=link-revoked";
    }

    private static String trouble(String text, int status, HttpServletResponse response, Model model) {
        response.setStatus(status);
        model.addAttribute("trouble", text);
        return "console/connect-link";
    }

    private Partner partner(String name) {
        return partners.standing(Missing.partner(name)).orElseThrow(Missing::new);
    }
}
