package io.gatehouse.console.partner;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.partner.DomainProofs;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** What proves that a domain is a partner's: asking DNS now, and an administrator's word. */
@Controller
class DomainsController {
    private static final String DOMAIN = "/console/partners/{partner}/domains/{domain}";

    private final Partners partners;
    private final DomainProofs proofs;
    private final Deeds deeds;

    DomainsController(Partners partners, DomainProofs proofs, Deeds deeds) {
        this.partners = partners;
        this.proofs = proofs;
        this.deeds = deeds;
    }

    /** Outside of every transaction: DNS may take seconds. */
    @PostMapping(DOMAIN + "/check")
    String check(@PathVariable("partner") String name, @PathVariable("domain") String domain) {
        var partner = standing(name);
        var proof = proofs.check(partner.id(), domain).orElseThrow(Missing::new);
        return to(partner, proof.proved() ? "domain-proved" : "domain-not-found");
    }

    /** Nobody vouches for themselves: a partner's own administrator never does. */
    @PostMapping(DOMAIN + "/vouch")
    String vouch(
            @PathVariable("partner") String name,
            @PathVariable("domain") String domain,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request) {
        var partner = standing(name);
        if (proofs.vouch(partner.id(), domain, me.actor(), deeds.origin(request))
                .isEmpty()) {
            throw new Missing();
        }
        return to(partner, "domain-vouched");
    }

    private Partner standing(String name) {
        return partners.standing(Missing.partner(name)).orElseThrow(Missing::new);
    }

    private static String to(Partner partner, String done) {
        return "redirect:/console/partners/" + partner.id() + "?done=" + done + "#domains";
    }
}
