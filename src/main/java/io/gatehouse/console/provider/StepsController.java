package io.gatehouse.console.provider;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Deeds;
import io.gatehouse.console.page.Missing;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderTrials;
import io.gatehouse.identityprovider.lifecycle.Step;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The steps of a provider's life, each a form of its page. Every one is refused if the page was looked at too long ago. */
@Controller
class StepsController {
    private static final String PROVIDER = "/console/partners/{partner}/identity-providers/{provider}";

    private final ProviderLifecycle lifecycle;
    private final ProviderTrials trials;
    private final ProviderPage page;
    private final Outcome outcome;
    private final Deeds deeds;
    private final TransactionOperations transactions;

    StepsController(
            ProviderLifecycle lifecycle,
            ProviderTrials trials,
            ProviderPage page,
            Outcome outcome,
            Deeds deeds,
            TransactionOperations transactions) {
        this.lifecycle = lifecycle;
        this.trials = trials;
        this.page = page;
        this.outcome = outcome;
        this.deeds = deeds;
        this.transactions = transactions;
    }

    /**
     * A step that was asked for.
     *
     * @param revision what the page showed; null if the form does not say
     */
    record Asked(
            Administrator me,
            IdentityProvider provider,
            @Nullable Long revision,
            HttpServletRequest request) {}

    @ModelAttribute
    Asked asked(
            @PathVariable("partner") String partner,
            @PathVariable("provider") String id,
            @RequestParam(name = "revision", required = false) @Nullable Long revision,
            @RequestAttribute(Administrator.ME) Administrator me,
            HttpServletRequest request) {
        return new Asked(me, page.find(Missing.partner(partner), id), revision, request);
    }

    @PostMapping(PROVIDER + "/activate")
    String activate(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(name = "hash", required = false) @Nullable String hash,
            @RequestParam(name = "untested", defaultValue = "false") boolean untested,
            @RequestParam(name = "other-entity", defaultValue = "false") boolean otherEntity,
            HttpServletResponse response,
            Model model) {
        var activation = new Activation(hash, untested, otherEntity);
        return take(
                asked,
                "provider-activated",
                response,
                model,
                by -> lifecycle.activate(asked.provider().id(), activation, by));
    }

    @PostMapping(PROVIDER + "/decline")
    String decline(@ModelAttribute(binding = false) Asked asked, HttpServletResponse response, Model model) {
        return take(
                asked,
                "provider-declined",
                response,
                model,
                by -> lifecycle.decline(asked.provider().id(), by));
    }

    @PostMapping(PROVIDER + "/rollback")
    String rollback(@ModelAttribute(binding = false) Asked asked, HttpServletResponse response, Model model) {
        return take(
                asked,
                "provider-rolled-back",
                response,
                model,
                by -> lifecycle.rollback(asked.provider().id(), by));
    }

    @PostMapping(PROVIDER + "/retire")
    String retire(@ModelAttribute(binding = false) Asked asked, HttpServletResponse response, Model model) {
        return take(
                asked,
                "provider-retired",
                response,
                model,
                by -> lifecycle.retire(asked.provider().id(), by));
    }

    @PostMapping(PROVIDER + "/trial")
    String tryOut(
            @ModelAttribute(binding = false) Asked asked,
            @RequestParam(name = "emails", defaultValue = "") String emails,
            @RequestParam(name = "untested", defaultValue = "false") boolean untested,
            @RequestParam(name = "other-entity", defaultValue = "false") boolean otherEntity,
            HttpServletResponse response,
            Model model) {
        var people = Arrays.stream(emails.split("[\\s,;]+"))
                .filter(email -> !email.isBlank())
                .toList();
        var activation = new Activation(null, untested, otherEntity);
        return take(
                asked,
                "provider-trial",
                response,
                model,
                by -> trials.start(asked.provider().id(), activation, people, by));
    }

    @PostMapping(PROVIDER + "/trial/end")
    String endTrial(@ModelAttribute(binding = false) Asked asked, HttpServletResponse response, Model model) {
        return take(
                asked,
                "provider-trial-ended",
                response,
                model,
                by -> trials.end(asked.provider().id(), by));
    }

    private String take(
            Asked asked, String done, HttpServletResponse response, Model model, Function<Change, Step> how) {
        var by = new Change(asked.me().actor(), deeds.origin(asked.request()), asked.revision(), false);
        var step = Objects.requireNonNull(transactions.execute(_ -> how.apply(by)));
        var provider = asked.provider();
        if (outcome.isFine(step)) {
            return "redirect:/console/partners/" + provider.partner() + "/identity-providers/" + provider.id()
                    + "?done=" + done;
        }
        outcome.tell(step, model, response);
        return page.show(provider, asked.me(), model, outcome.findings(step));
    }
}
