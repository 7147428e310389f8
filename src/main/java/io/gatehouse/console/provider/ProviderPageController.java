package io.gatehouse.console.provider;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** A provider's page, and the form that makes a new one. */
@Controller
class ProviderPageController {
    private static final String PROVIDERS = "/console/partners/{partner}/identity-providers";

    private final Partners partners;
    private final IdentityProviders providers;
    private final ProviderLifecycle lifecycle;
    private final ProviderPage page;
    private final Outcome outcome;
    private final Deeds deeds;
    private final TransactionOperations transactions;

    ProviderPageController(
            Partners partners,
            IdentityProviders providers,
            ProviderLifecycle lifecycle,
            ProviderPage page,
            Outcome outcome,
            Deeds deeds,
            TransactionOperations transactions) {
        this.partners = partners;
        this.providers = providers;
        this.lifecycle = lifecycle;
        this.page = page;
        this.outcome = outcome;
        this.deeds = deeds;
        this.transactions = transactions;
    }

    @GetMapping(PROVIDERS + "/{provider}")
    String show(
            @PathVariable("partner") String partner,
            @PathVariable("provider") String id,
            @RequestAttribute(Administrator.ME) Administrator me,
            Model model) {
        var of = Missing.partner(partner);
        return id.equals("new")
                ? form(partners.standing(of).orElseThrow(Missing::new), "", "", model)
                : page.show(page.find(of, id), me, model, List.of());
    }

    @PostMapping(PROVIDERS)
    String connect(
            @PathVariable("partner") String name,
            @RequestParam(name = "id", defaultValue = "") String id,
            @RequestParam(name = "metadata", defaultValue = "") String metadata,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var partner = partners.standing(Missing.partner(name)).orElseThrow(Missing::new);
        // "new" is this form's own address; an id that is anybody's already is not said to be whose.
        if (!RegistrationId.isOne(id)
                || id.equals("new")
                || providers.find(new RegistrationId(id)).isPresent()) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("idWrong", true);
            return form(partner, id, metadata, model);
        }
        var draft = new ProviderDraft(
                new RegistrationId(id),
                partner.id(),
                ProviderSettings.DEFAULT,
                metadata.isBlank() ? null : Pasted.bytes(metadata));
        var by = Change.by(me.actor(), deeds.origin(request));
        var step = Objects.requireNonNull(transactions.execute(_ -> lifecycle.stage(draft, by)));
        if (outcome.isFine(step)) {
            return "redirect:/console/partners/" + partner.id() + "/identity-providers/" + id + "?done=provider-staged";
        }
        outcome.tell(step, model, response);
        return form(partner, id, metadata, model);
    }

    private static String form(Partner partner, String id, String metadata, Model model) {
        if (partner.source() != null) {
            throw new Missing();
        }
        model.addAttribute("partner", partner);
        model.addAttribute("id", id);
        model.addAttribute("metadata", metadata);
        return "console/provider-new";
    }
}
