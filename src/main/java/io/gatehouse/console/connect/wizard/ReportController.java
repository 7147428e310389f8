package io.gatehouse.console.connect.wizard;

import io.gatehouse.console.page.Discretion;
import io.gatehouse.identityprovider.connect.ChosenVendors;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Vendor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What was read of their metadata: whose it is, with which keys, and every finding. */
@Controller
class ReportController {
    private final Workpieces workpieces;
    private final ProviderLives lives;
    private final VendorGuides guides;
    private final ChosenVendors chosen;
    private final TransactionOperations transactions;
    private final WizardPages pages;
    private final Clock clock;

    ReportController(
            Workpieces workpieces,
            ProviderLives lives,
            VendorGuides guides,
            ChosenVendors chosen,
            TransactionOperations transactions,
            WizardPages pages,
            Clock clock) {
        this.workpieces = workpieces;
        this.lives = lives;
        this.guides = guides;
        this.chosen = chosen;
        this.transactions = transactions;
        this.pages = pages;
        this.clock = clock;
    }

    /** A signing key and how long its certificate still lasts; below zero, it is over. */
    record Key(String fingerprint, Instant until, long daysLeft) {}

    @GetMapping("/connect/providers/{id}/report")
    void show(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        var work = workpieces.of(request, id);
        var metadata = work.metadata();
        if (metadata == null) {
            pages.sendOn(response, work.at("metadata"));
            return;
        }
        var recognised = metadata.vendor();
        boolean other =
                recognised != Vendor.GENERIC && recognised != work.guide().vendor();
        var model = Map.of(
                "metadata", metadata,
                "keys", keys(metadata),
                "findings", Discretion.of(lives.findings(work.id()), work.seesAll()),
                "recognised", guides.of(recognised),
                "other", other);
        pages.show(request, response, "report", "metadata", work, null, model);
    }

    /** The tile was another vendor's than the metadata: from now on its advice is shown. */
    @PostMapping("/connect/providers/{id}/vendor")
    void recognised(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id) {
        var work = workpieces.of(request, id);
        transactions.executeWithoutResult(_ -> chosen.choose(work.id(), Workpieces.recognised(work.life())));
        pages.sendOn(response, work.at("report"));
    }

    private List<Key> keys(IdpMetadata metadata) {
        var now = clock.instant();
        return metadata.signingKeys().stream()
                .map(key -> {
                    var until = key.certificate().getNotAfter().toInstant();
                    return new Key(
                            key.fingerprint(),
                            until,
                            Duration.between(now, until).toDays());
                })
                .toList();
    }
}
