package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.FolderOutcome.Status;
import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies one partner's folder in one transaction: all of it or none of it, once for all nodes. */
@Component
class PartnerActivation {
    static final String ACTOR = "idp-config";

    private final Activation activation;
    private final FolderOutcomes files;
    private final TransactionTemplate transactions;

    PartnerActivation(Activation activation, FolderOutcomes files, TransactionTemplate transactions) {
        this.activation = activation;
        this.files = files;
        this.transactions = transactions;
    }

    /** Applies what a folder declares; what the database says against it, if anything, and then nothing was changed. */
    List<ConfigFinding> apply(PartnerReading reading, PartnerDeclaration declared) {
        if (isDone(reading)) {
            return List.of();
        }
        return transact(() -> {
            // Another node may have been faster.
            if (isDone(reading)) {
                return List.of();
            }
            var findings = new Findings(reading.file());
            change(declared, findings, reading.contentHash());
            files.keep(new FolderOutcome(
                    reading.folder(), reading.contentHash(), Status.APPLIED, texts(reading.findings())));
            return findings.all();
        });
    }

    /** Keeps the refusal of a folder: one event for each distinct content and reason. */
    void refuse(PartnerReading reading) {
        var file =
                new FolderOutcome(reading.folder(), reading.contentHash(), Status.REFUSED, texts(reading.findings()));
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
                                texts(reading.findings().stream()
                                        .filter(ConfigFinding::isError)
                                        .toList()));
                activation.append(about(reading.folder())
                        .failure(Type.CONFIGURATION, reason(reading).because(evidence))
                        .by(ACTOR));
            }
            return List.of();
        });
    }

    /** Retires the connections of a partner whose folder is gone; the partner and its accounts stay. */
    void remove(FolderOutcome gone) {
        transact(() -> {
            var partner = PartnerId.isOne(gone.folder())
                    ? activation.partner(new PartnerId(gone.folder()))
                    : Optional.<Partner>empty();
            partner.filter(p -> p.source() != null).ifPresent(this::release);
            files.keep(new FolderOutcome(gone.folder(), "", Status.REMOVED, List.of()));
            return List.of();
        });
    }

    private void release(Partner partner) {
        activation.unretired(partner.id()).forEach(activation::retire);
        activation.save(new Partner(
                partner.id(),
                partner.name(),
                partner.domains(),
                partner.authenticationTypes(),
                partner.selfServicePasswordReset(),
                partner.accountManager(),
                partner.secondFactor(),
                null));
        var evidence = Evidence.of("file", partner.source()).and("differences", List.of("folder removed"));
        activation.append(about(partner.id().value())
                .success(Type.CONFIGURATION, evidence)
                .by(ACTOR));
    }

    private void change(PartnerDeclaration declared, Findings findings, String hash) {
        var partner = declared.partner();
        TakenDomains.report(activation.takenDomains(partner), declared, findings);
        if (findings.all().isEmpty()) {
            save(partner, hash);
            declared.providers().forEach(provider -> configure(partner.id(), provider, findings));
            var wanted =
                    declared.providers().stream().map(ProviderDeclaration::id).collect(Collectors.toSet());
            activation.unretired(partner.id()).stream()
                    .filter(id -> !wanted.contains(id))
                    .forEach((RegistrationId id) -> activation.retire(id));
        }
    }

    private void save(Partner partner, String hash) {
        var differences = PartnerChanges.between(activation.partner(partner.id()), partner);
        if (!differences.isEmpty()) {
            activation.save(partner);
            var evidence = Evidence.of("file", partner.source())
                    .and("content_hash", hash)
                    .and("differences", differences);
            activation.append(about(partner.id().value())
                    .success(Type.CONFIGURATION, evidence)
                    .by(ACTOR));
        }
    }

    private void configure(PartnerId partner, ProviderDeclaration provider, Findings findings) {
        activation
                .configure(partner, provider)
                .ifPresent(refusal -> findings.error(
                        provider.place(),
                        "provider-refused",
                        "The identity provider '" + provider.id() + "' can't be this: "
                                + refusal.evidence().values() + ".",
                        "mend what is named"));
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

    private boolean isDone(PartnerReading reading) {
        return files.find(reading.folder())
                .filter(f -> f.status() == Status.APPLIED && f.contentHash().equals(reading.contentHash()))
                .isPresent();
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
