package io.gatehouse.idpconfig;

import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.FolderReading;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/** Applies the folder partner by partner; one partner's mistakes are nobody else's. */
@Component
class FolderLoader {
    private static final Logger log = LoggerFactory.getLogger(FolderLoader.class);

    private final PartnerActivation activation;
    private final FolderOutcomes files;
    private final ReentrantLock lock = new ReentrantLock();

    // What was said of each folder, so that the log says it once for each change of it.
    private final Map<String, FolderOutcome> told = new HashMap<>();

    // Who is refused only for what is live, such as a domain of another's, and as of which configuration.
    private List<PartnerReading> waiting = List.of();
    private long triedAt;
    private volatile @Nullable String unusable;
    private volatile List<String> loose = List.of();

    FolderLoader(PartnerActivation activation, FolderOutcomes files) {
        this.activation = activation;
        this.files = files;
    }

    /** Applies what was read of the folder. */
    void apply(FolderReading reading) {
        lock.lock();
        try {
            switch (reading) {
                case FolderReading.Unusable(var why) -> {
                    unusable = why;
                    log.warn("idp-config: {} Nothing is changed.", why);
                }
                case FolderReading.Read read -> {
                    unusable = null;
                    loose = read.loose().stream().map(ConfigFinding::toString).toList();
                    read.loose().forEach(FolderLoader::log);
                    remove(read.partners());
                    apply(read.partners());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the folder could not be read at all when it was last tried; null if it could. */
    @Nullable
    String unusable() {
        return unusable;
    }

    /** What was found then that belongs to no partner. */
    List<String> loose() {
        return loose;
    }

    /** Tries those again whom only what was live stood against, if that has changed since. */
    void again() {
        lock.lock();
        try {
            if (!waiting.isEmpty() && activation.version() != triedAt) {
                tryInTurn(waiting);
            }
        } finally {
            lock.unlock();
        }
    }

    private void remove(List<PartnerReading> present) {
        for (var gone : files.gone(present)) {
            activation.remove(gone, present);
            told.remove(gone.folder());
            log.warn("idp-config: the folder {} is gone; the partner's identity providers are retired.", gone.folder());
        }
    }

    private void apply(List<PartnerReading> partners) {
        partners.stream().filter(p -> p.accepted().isEmpty()).forEach(this::refuse);
        tryInTurn(partners);
    }

    private void tryInTurn(List<PartnerReading> partners) {
        triedAt = activation.version();
        var refused = inTurn(partners, this::tryOne);
        waiting = List.copyOf(refused.keySet());
        refused.forEach((partner, findings) -> refuse(partner.with(findings)));
    }

    /**
     * Does this with each partner that is accepted, and says who is refused. A domain may move from one partner to another
     * in one change, and then the giver must be applied before the taker: whoever is refused is tried again for as long as
     * somebody else gets through.
     */
    static Map<PartnerReading, List<ConfigFinding>> inTurn(
            List<PartnerReading> partners, Function<PartnerReading, List<ConfigFinding>> work) {
        var waiting = partners.stream().filter(p -> p.accepted().isPresent()).toList();
        while (true) {
            var refused = new LinkedHashMap<PartnerReading, List<ConfigFinding>>();
            for (var partner : waiting) {
                var findings = work.apply(partner);
                if (!findings.isEmpty()) {
                    refused.put(partner, findings);
                }
            }
            if (refused.isEmpty() || refused.size() == waiting.size()) {
                return refused;
            }
            waiting = List.copyOf(refused.keySet());
        }
    }

    private List<ConfigFinding> tryOne(PartnerReading partner) {
        var findings = activation.apply(partner, partner.accepted().orElseThrow());
        if (findings.isEmpty() && isNews(partner, Status.APPLIED)) {
            partner.findings().forEach(FolderLoader::log);
            log.info("idp-config: {} is applied.", partner.file());
        }
        return findings;
    }

    private static void log(ConfigFinding finding) {
        log.atLevel(finding.severity() == ConfigFinding.Severity.INFO ? Level.INFO : Level.WARN)
                .log("idp-config: {}", finding);
    }

    private void refuse(PartnerReading partner) {
        activation.refuse(partner);
        if (isNews(partner, Status.REFUSED)) {
            log.error(
                    "idp-config: {} is refused and keeps its last good configuration:\n    {}",
                    partner.file(),
                    partner.findings().stream().map(ConfigFinding::toString).collect(Collectors.joining("\n    ")));
        }
    }

    private boolean isNews(PartnerReading partner, Status status) {
        var outcome = FolderOutcome.of(partner, status);
        return !outcome.equals(told.put(partner.folder(), outcome));
    }
}
