package io.gatehouse.console.partner;

import io.gatehouse.account.Accounts;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.idpconfig.FolderStates;
import io.gatehouse.partner.Partners;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** A partner's page: settings, identity providers, some people, what happened lately. */
@Controller
class PartnerPageController {
    private static final int SOME = 10;

    private final Partners partners;
    private final IdentityProviders providers;
    private final Accounts accounts;
    private final FolderStates folder;
    private final Deeds deeds;
    private final Clock clock;

    PartnerPageController(
            Partners partners,
            IdentityProviders providers,
            Accounts accounts,
            FolderStates folder,
            Deeds deeds,
            Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.accounts = accounts;
        this.folder = folder;
        this.deeds = deeds;
        this.clock = clock;
    }

    @GetMapping("/console/partners/{partner}")
    String show(
            @PathVariable("partner") String name, @RequestAttribute(Administrator.ME) Administrator me, Model model) {
        var partner = partners.find(Missing.partner(name)).orElseThrow(Missing::new);
        model.addAttribute("partner", partner);
        model.addAttribute("domains", partner.domains().stream().sorted().toList());
        model.addAttribute(
                "types",
                partner.authenticationTypes().stream()
                        .map(t -> t.code())
                        .sorted()
                        .toList());
        model.addAttribute("providers", providers(providers.ofPartner(partner.id())));
        model.addAttribute("people", accounts.page(partner.id(), "", "", SOME));
        model.addAttribute(
                "folder",
                folder.of(partner.id())
                        .map(state -> me.seesAll() ? state : state.forItsPartner())
                        .orElse(null));
        model.addAttribute("events", deeds.recent(partner.id(), null));
        model.addAttribute(
                "mayConnect",
                partner.source() == null
                        && me.mayChange(partner.id())
                        && partners.standing(partner.id()).isPresent());
        return "console/partner";
    }

    private List<ProviderLine> providers(List<IdentityProvider> all) {
        var now = clock.instant();
        return all.stream().map(p -> ProviderLine.of(p, now)).toList();
    }
}
