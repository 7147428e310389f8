package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies one partner's folder in one transaction: all of it or none of it, once for all nodes. */
@Component
class PartnerActivation {
    static final String ACTOR = "idp-config";

    private final Activation activation;
    private final FolderOutcomes files;
    private final TransactionTemplate transactions;
    private final PartnerStep step;

    PartnerActivation(Activation activation, FolderOutcomes files, TransactionTemplate transactions) {
        this.activation = activation;
        this.files = files;
        this.transactions = transactions;
        this.step = new PartnerStep(activation);
    }

    /** Advances with every change of configuration, whoever makes it. */
    long version() {
        return activation.version();
    }

    /** Applies what a folder declares; what the database says against it, if anything, and then nothing was changed. */
    List<ConfigFinding> apply(PartnerReading reading, PartnerDeclaration declared) {
        if (files.isApplied(reading)) {
            return List.of();
        }
        return transact(() -> {
            // Another node may have been faster.
            if (files.isApplied(reading)) {
                return List.of();
            }
            var findings = step.to(declared, reading.file(), reading.contentHash());
            files.keep(FolderOutcome.of(reading, Status.APPLIED));
            return findings;
        });
    }

    /** Keeps the refusal of a folder: one event for each distinct content and reason. */
    void refuse(PartnerReading reading) {
        var file = FolderOutcome.of(reading, Status.REFUSED);
        if (isKept(file)) {
            return;
        }
        transact(() -> {
            if (!isKept(file)) {
                files.keep(file);
                var evidence = Evidence.of("file", reading.file())
                        .and("content_hash", reading.contentHash())
                        .and(
                                "findings",
                                OwnFindings.of(texts(reading.findings().stream()
                                        .filter(ConfigFinding::isError)
                                        .toList())));
                activation.append(about(reading.folder())
                        .failure(Type.CONFIGURATION, reason(reading).because(evidence))
                        .by(ACTOR));
            }
            return List.of();
        });
    }

    /** Retires the connections of a partner whose folder is gone; the partner stays, its domains move to who names them now. */
    void remove(FolderOutcome gone, List<PartnerReading> present) {
        transact(() -> {
            var partner = PartnerId.isOne(gone.folder())
                    ? activation.partner(new PartnerId(gone.folder()))
                    : Optional.<Partner>empty();
            partner.filter(p -> p.source() != null).ifPresent(found -> step.release(found, present));
            files.keep(new FolderOutcome(gone.folder(), "", Status.REMOVED, List.of()));
            return List.of();
        });
    }

    // An error among what the work finds takes all of it back.
    private List<ConfigFinding> transact(Supplier<List<ConfigFinding>> work) {
        var findings = transactions.execute(status -> {
            activation.lineUp();
            var found = work.get();
            if (!found.isEmpty()) {
                status.setRollbackOnly();
            }
            return found;
        });
        return findings == null ? List.of() : findings;
    }

    private boolean isKept(FolderOutcome file) {
        return files.find(file.folder()).filter(file::equals).isPresent();
    }

    private static Reason reason(PartnerReading reading) {
        boolean allowlist =
                reading.findings().stream().anyMatch(f -> f.rule().equals(Reason.IP_ALLOWLIST_UNSUPPORTED.code()));
        return allowlist ? Reason.IP_ALLOWLIST_UNSUPPORTED : Reason.CONFIGURATION_INVALID;
    }

    private static EventContext about(String folder) {
        return new EventContext(PartnerId.isOne(folder) ? Subject.ofPartner(folder) : Subject.NOBODY, Origin.INTERNAL);
    }

    private static List<String> texts(List<ConfigFinding> findings) {
        return findings.stream().map(ConfigFinding::toString).toList();
    }
}
