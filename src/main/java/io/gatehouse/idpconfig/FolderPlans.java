package io.gatehouse.idpconfig;

import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.idpconfig.FolderPlan.What;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.FolderReading;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says what applying a folder would change, by the steps that apply it; writes nothing. */
@Component
public class FolderPlans {
    private final ConfigFolder reader;
    private final Activation live;
    private final ProviderConfiguration configuration;
    private final MetadataSources sources;
    private final FolderOutcomes files;

    FolderPlans(
            ConfigFolder reader,
            Activation live,
            ProviderConfiguration configuration,
            MetadataSources sources,
            FolderOutcomes files) {
        this.reader = reader;
        this.live = live;
        this.configuration = configuration;
        this.sources = sources;
        this.files = files;
    }

    /** The plan for this folder, against what is live now. */
    public FolderPlan plan(Path root) {
        return switch (reader.read(root)) {
            case FolderReading.Unusable(var why) -> new FolderPlan.Unusable(why);
            case FolderReading.Read read -> new FolderPlan.Planned(partners(read.partners()));
        };
    }

    /** In words, how a partner that is there differs from what a folder declares, whatever was applied when. */
    List<String> differences(PartnerReading reading) {
        if (reading.declaration().isEmpty()) {
            return List.of();
        }
        var planned = planned();
        var declared = reading.declaration().get();
        var found = planned.attempt(
                declared.partner().id(),
                () -> new PartnerStep(planned).to(declared, reading.file(), reading.contentHash()));
        // What can't be applied differs in nothing that could be told: its findings say why, and may name other
        // partners.
        return found.isEmpty() ? planned.words() : List.of();
    }

    private List<FolderPlan.Partner> partners(List<PartnerReading> readings) {
        var planned = planned();
        var step = new PartnerStep(planned);
        var plans = new ArrayList<FolderPlan.Partner>();
        for (var gone : files.gone(readings)) {
            held(gone).ifPresent(partner -> {
                planned.attempt(partner.id(), () -> {
                    step.release(partner, readings);
                    return List.of();
                });
                plans.add(new FolderPlan.Partner(gone.folder(), What.RETIRED, planned.words(), List.of()));
            });
        }
        var accepted = new TreeMap<String, FolderPlan.Partner>();
        var refused = FolderLoader.inTurn(readings, reading -> {
            if (files.isApplied(reading)) {
                accepted.put(reading.folder(), plan(reading, What.UNCHANGED, List.of()));
                return List.of();
            }
            var declared = reading.accepted().orElseThrow();
            var id = declared.partner().id();
            var found = planned.attempt(id, () -> step.to(declared, reading.file(), reading.contentHash()));
            var what = live.partner(id).isEmpty()
                    ? What.CREATED
                    : planned.words().isEmpty() ? What.UNCHANGED : What.CHANGED;
            if (found.isEmpty()) {
                accepted.put(reading.folder(), plan(reading, what, planned.words()));
            }
            return found;
        });
        plans.addAll(accepted.values());
        refused.forEach((reading, found) -> plans.add(plan(reading.with(found), What.REFUSED, List.of())));
        readings.stream()
                .filter(reading -> reading.accepted().isEmpty())
                .forEach(reading -> plans.add(plan(reading, What.REFUSED, List.of())));
        plans.sort(Comparator.comparing(FolderPlan.Partner::folder));
        return List.copyOf(plans);
    }

    private PlannedActivation planned() {
        return new PlannedActivation(live, configuration, sources);
    }

    private Optional<Partner> held(FolderOutcome gone) {
        return PartnerId.isOne(gone.folder())
                ? live.partner(new PartnerId(gone.folder())).filter(partner -> partner.source() != null)
                : Optional.empty();
    }

    private static FolderPlan.Partner plan(PartnerReading reading, What what, List<String> changes) {
        return new FolderPlan.Partner(reading.folder(), what, changes, reading.findings());
    }
}
