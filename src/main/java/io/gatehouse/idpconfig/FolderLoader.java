package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.FolderReading;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads the folder and applies it partner by partner; one partner's mistakes are nobody else's. */
@Component
class FolderLoader {
    private static final Logger log = LoggerFactory.getLogger(FolderLoader.class);

    private final ConfigFolder reader;
    private final PartnerActivation activation;
    private final FolderOutcomes files;

    FolderLoader(ConfigFolder reader, PartnerActivation activation, FolderOutcomes files) {
        this.reader = reader;
        this.activation = activation;
        this.files = files;
    }

    /** Applies the folder as it is now. */
    void load(Path root) {
        switch (reader.read(root)) {
            case FolderReading.Unusable unusable -> log.warn("idp-config: {} Nothing is changed.", unusable.why());
            case FolderReading.Read read -> {
                read.loose().forEach(f -> log.warn("idp-config: {}", f));
                remove(read.partners());
                apply(read.partners());
            }
        }
    }

    private void remove(List<PartnerReading> present) {
        var folders = present.stream().map(PartnerReading::folder).collect(Collectors.toSet());
        files.all().stream()
                .filter(f -> f.status() != Status.REMOVED && !folders.contains(f.folder()))
                .forEach(gone -> {
                    activation.remove(gone);
                    log.warn(
                            "idp-config: the folder {} is gone; the partner's identity providers are retired.",
                            gone.folder());
                });
    }

    // A domain may move from one partner to another in one change, and then the giver must be applied before the taker:
    // whoever is refused is tried again for as long as somebody else gets through.
    private void apply(List<PartnerReading> partners) {
        partners.stream().filter(p -> p.accepted().isEmpty()).forEach(this::refuse);
        var waiting = partners.stream().filter(p -> p.accepted().isPresent()).toList();
        Map<PartnerReading, List<ConfigFinding>> refused = Map.of();
        do {
            int before = waiting.size();
            refused = tryAll(waiting);
            waiting = List.copyOf(refused.keySet());
            if (waiting.size() == before) {
                break;
            }
        } while (!waiting.isEmpty());
        refused.forEach((partner, findings) -> refuse(partner.with(findings)));
    }

    private Map<PartnerReading, List<ConfigFinding>> tryAll(List<PartnerReading> partners) {
        var refused = new LinkedHashMap<PartnerReading, List<ConfigFinding>>();
        for (var partner : partners) {
            var findings = activation.apply(partner, partner.accepted().orElseThrow());
            if (findings.isEmpty()) {
                partner.findings().forEach(f -> log.warn("idp-config: {}", f));
                log.info("idp-config: {} is applied.", partner.file());
            } else {
                refused.put(partner, findings);
            }
        }
        return refused;
    }

    private void refuse(PartnerReading partner) {
        activation.refuse(partner);
        log.error(
                "idp-config: {} is refused and keeps its last good configuration:\n    {}",
                partner.file(),
                partner.findings().stream().map(ConfigFinding::toString).collect(Collectors.joining("\n    ")));
    }
}
