package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The attributes: which names are tried for what, what the last test brought of them, and other names instead. */
@Controller
class AttributesController {
    private static final String PAGE = "/connect/providers/{id}/attributes";
    private static final int LOOKED_AT = 5;

    private final Workpieces workpieces;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final TestSignIns tests;
    private final TransactionOperations transactions;
    private final WizardPages pages;

    AttributesController(
            Workpieces workpieces,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            TestSignIns tests,
            TransactionOperations transactions,
            WizardPages pages) {
        this.workpieces = workpieces;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.tests = tests;
        this.transactions = transactions;
        this.pages = pages;
    }

    @GetMapping(PAGE)
    void show(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        var work = workpieces.of(request, id);
        show(request, response, work, Mapping.of(work.settings()), List.of(), null);
    }

    @PostMapping(PAGE)
    void change(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        var work = workpieces.of(request, id);
        var mapping = Mapping.of(request);
        var wrong = mapping.wrong();
        if (!wrong.isEmpty()) {
            show(request, response, work, mapping, wrong, Trouble.of("names"));
            return;
        }
        var trouble = stage(request, work, mapping);
        if (trouble.isPresent()) {
            show(request, response, work, mapping, List.of(), trouble.get());
        } else {
            pages.sendOn(response, work.at("test"));
        }
    }

    private Optional<Trouble> stage(HttpServletRequest request, Workpiece work, Mapping mapping) {
        var settings = mapping.into(work.settings());
        if (settings.equals(work.settings())) {
            return Optional.empty();
        }
        var draft = lives.withSettings(work.id(), settings).orElseThrow();
        return Trouble.in(
                Objects.requireNonNull(transactions.execute(_ -> lifecycle.stage(draft, workpieces.change(request)))),
                work.seesAll());
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Workpiece work,
            Mapping mapping,
            List<String> wrong,
            @Nullable Trouble trouble)
            throws IOException {
        var metadata = work.metadata();
        var vendor = metadata == null ? work.guide().vendor() : metadata.vendor();
        var model = new HashMap<String, @Nullable Object>();
        model.put("wanted", Mapping.WANTED);
        model.put("usual", Mapping.usual(vendor));
        model.put("lines", mapping.lines());
        model.put("subject", Optional.ofNullable(mapping.subject()).orElse(""));
        model.put("wrong", wrong);
        model.put(
                "preview",
                Preview.of(tests.latestOf(work.id(), LOOKED_AT), Mapping.tried(vendor, work.settings()))
                        .orElse(null));
        pages.show(request, response, "attributes", "attributes", work, trouble, model);
    }
}
