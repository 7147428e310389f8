package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.lifecycle.Activation;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderTrials;
import io.gatehouse.identityprovider.lifecycle.Step;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The end: live for everybody, for named people first, or back to what served before. */
@Controller
class ActivationController {
    private static final String PAGE = "/connect/providers/{id}/activate";
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("[\\s,;]+");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\p{Cntrl}]{1,64}@[^@\\p{Cntrl}]{1,255}");

    private final Workpieces workpieces;
    private final ProviderLifecycle lifecycle;
    private final ProviderTrials trials;
    private final TransactionOperations transactions;
    private final WizardPages pages;

    ActivationController(
            Workpieces workpieces,
            ProviderLifecycle lifecycle,
            ProviderTrials trials,
            TransactionOperations transactions,
            WizardPages pages) {
        this.workpieces = workpieces;
        this.lifecycle = lifecycle;
        this.trials = trials;
        this.transactions = transactions;
        this.pages = pages;
    }

    @GetMapping(PAGE)
    void show(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        show(request, response, workpieces.of(request, id), null, "");
    }

    @PostMapping(PAGE)
    void activate(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        take(request, response, id, (work, by) -> lifecycle.activate(work.id(), meant(request), by));
    }

    @PostMapping(PAGE + "/trial")
    void startTrial(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("id") String id,
            @RequestParam("people") String people)
            throws IOException {
        List<String> emails = BETWEEN_ADDRESSES
                .splitAsStream(people.strip())
                .filter(email -> !email.isEmpty())
                .toList();
        if (emails.isEmpty()
                || !emails.stream().allMatch(e -> ADDRESS.matcher(e).matches())) {
            show(request, response, workpieces.of(request, id), Trouble.of("people"), people);
            return;
        }
        take(request, response, id, (work, by) -> trials.start(work.id(), meant(request), emails, by));
    }

    @PostMapping(PAGE + "/trial-end")
    void endTrial(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        take(request, response, id, (work, by) -> trials.end(work.id(), by));
    }

    @PostMapping(PAGE + "/rollback")
    void rollBack(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        take(request, response, id, (work, by) -> lifecycle.rollback(work.id(), by));
    }

    private void take(
            HttpServletRequest request,
            HttpServletResponse response,
            String id,
            BiFunction<Workpiece, Change, Step> step)
            throws IOException {
        var work = workpieces.of(request, id);
        var by = workpieces.change(request).ifStill(revision(request));
        var trouble =
                Trouble.in(Objects.requireNonNull(transactions.execute(_ -> step.apply(work, by))), work.seesAll());
        if (trouble.isPresent()) {
            show(request, response, work, trouble.get(), "");
        } else {
            pages.sendOn(response, work.at("activate"));
        }
    }

    /** What the page showed is what is meant; anything newer was never looked at. */
    private static Activation meant(HttpServletRequest form) {
        return new Activation(
                Objects.requireNonNullElse(form.getParameter("hash"), ""),
                form.getParameter("untested") != null,
                form.getParameter("entity-id-change") != null);
    }

    private static long revision(HttpServletRequest form) {
        try {
            return Long.parseLong(Objects.requireNonNullElse(form.getParameter("revision"), ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Workpiece work,
            @Nullable Trouble trouble,
            String people)
            throws IOException {
        pages.show(
                request,
                response,
                "activate",
                "activate",
                work,
                trouble,
                Map.of("people", people, "otherEntity", isOtherEntity(work)));
    }

    private static boolean isOtherEntity(Workpiece work) {
        var live = work.life().live();
        var staged = work.life().staged();
        if (live == null || staged == null) {
            return false;
        }
        var served = live.version().metadata();
        var next = staged.version().metadata();
        return served != null && next != null && !served.entityId().equals(next.entityId());
    }
}
