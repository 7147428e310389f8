package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Their metadata: brought as a file, a text or an address, read, and staged if it can be used. */
@Controller
class MetadataController {
    private static final String PAGE = "/connect/providers/{id}/metadata";

    private final Workpieces workpieces;
    private final MetadataIntake intake;
    private final MetadataReader reader;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final MetadataSources sources;
    private final TransactionOperations transactions;
    private final WizardPages pages;

    MetadataController(
            Workpieces workpieces,
            MetadataIntake intake,
            MetadataReader reader,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            MetadataSources sources,
            TransactionOperations transactions,
            WizardPages pages) {
        this.workpieces = workpieces;
        this.intake = intake;
        this.reader = reader;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.sources = sources;
        this.transactions = transactions;
        this.pages = pages;
    }

    @GetMapping(PAGE)
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("id") String id,
            @RequestParam(name = "too-large", required = false) @Nullable String tooLarge)
            throws IOException {
        show(request, response, workpieces.of(request, id), tooLarge == null ? null : Trouble.of("too-large"));
    }

    @PostMapping(PAGE)
    void bring(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("id") String id,
            @RequestParam(name = "entity", required = false) @Nullable String entityId)
            throws IOException {
        var work = workpieces.of(request, id);
        switch (intake.of(request)) {
            case MetadataIntake.Brought.Nothing(var trouble) -> show(request, response, work, trouble);
            case MetadataIntake.Brought.Document(var bytes, var address) -> {
                var reading = reader.read(bytes, entityId);
                if (reading.verdict() == Verdict.CHOOSE) {
                    choose(request, response, work, bytes, address, reading.entityIds());
                    return;
                }
                var trouble = Trouble.in(stage(request, work, bytes, address, entityId), work.seesAll());
                if (trouble.isPresent()) {
                    show(request, response, work, trouble.get());
                } else {
                    pages.sendOn(response, work.at("report"));
                }
            }
        }
    }

    /** In one commit with whether it is fetched from now on. */
    private Step stage(
            HttpServletRequest request,
            Workpiece work,
            byte[] bytes,
            @Nullable URI address,
            @Nullable String entityId) {
        var draft = lives.withMetadata(work.id(), bytes, entityId).orElseThrow();
        return Objects.requireNonNull(transactions.execute(_ -> {
            var step = lifecycle.stage(draft, workpieces.change(request));
            if (step instanceof Step.Done || step instanceof Step.Unchanged) {
                if (address != null) {
                    sources.watch(work.id(), address);
                }
            }
            return step;
        }));
    }

    private void choose(
            HttpServletRequest request,
            HttpServletResponse response,
            Workpiece work,
            byte[] bytes,
            @Nullable URI address,
            List<String> entityIds)
            throws IOException {
        // Carried by the page, so that nothing is kept of a document that may never be used.
        var document = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        pages.show(
                request,
                response,
                "choose",
                "metadata",
                work,
                null,
                Map.of("entities", entityIds, "document", document, "address", address == null ? "" : address));
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, Workpiece work, @Nullable Trouble trouble)
            throws IOException {
        pages.show(request, response, "metadata", "metadata", work, trouble, Map.of());
    }
}
