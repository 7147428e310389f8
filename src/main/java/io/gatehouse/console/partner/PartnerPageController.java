package io.gatehouse.console.partner;

import io.gatehouse.account.Accounts;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Actors;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.idpconfig.FolderStatuses;
import io.gatehouse.partner.DomainProofs;
import io.gatehouse.partner.Partners;
import java.time.Clock;
import java.time.Duration;
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
    private final FolderStatuses folder;
    private final PartnerConnections connections;
    private final DomainProofs proofs;
    private final Deeds deeds;
    private final Actors actors;
    private final Clock clock;

    PartnerPageController(
            Partners partners,
            IdentityProviders providers,
            Accounts accounts,
            FolderStatuses folder,
            PartnerConnections connections,
            DomainProofs proofs,
            Deeds deeds,
            Actors actors,
            Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.accounts = accounts;
        this.folder = folder;
        this.connections = connections;
        this.proofs = proofs;
        this.deeds = deeds;
        this.actors = actors;
        this.clock = clock;
    }

    @GetMapping("/console/partners/{partner}")
    String show(
            @PathVariable("partner") String name, @RequestAttribute(Administrator.ME) Administrator me, Model model) {
        var partner = partners.find(Missing.partner(name)).orElseThrow(Missing::new);
        model.addAttribute("partner", partner);
        boolean standing = partners.standing(partner.id()).isPresent();
        model.addAttribute("domains", partner.domains().stream().sorted().toList());
        model.addAttribute(
                "proofs",
                proofs.of(partner.id()).stream()
                        .map(proof -> DomainLine.of(proof, actors))
                        .toList());
        model.addAttribute("maxAge", hours(partner.secondFactor().maxAge()));
        model.addAttribute("mayCheck", standing && me.mayChange(partner.id()));
        model.addAttribute("mayVouch", standing && me.mayChangeAll());
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
        connections.show(partner, me, model);
        return "console/partner";
    }

    private static String hours(Duration span) {
        return span.toMinutesPart() == 0 ? span.toHours() + "h" : span.toMinutes() + "m";
    }

    private List<ProviderLine> providers(List<IdentityProvider> all) {
        var now = clock.instant();
        return all.stream().map(p -> ProviderLine.of(p, now)).toList();
    }
}
