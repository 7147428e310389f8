package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.Origin;
import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** From what a partner is to what its folder says, step by step; done for good or only planned, by the same steps. */
final class PartnerStep {
    private final Activation activation;

    PartnerStep(Activation activation) {
        this.activation = activation;
    }

    /** Makes the partner what is declared; what stands against it, and then what was done must be taken back. */
    List<ConfigFinding> to(PartnerDeclaration declared, String file, String contentHash) {
        var partner = declared.partner();
        var findings = new Findings(file);
        TakenDomains.report(activation.takenDomains(partner), declared, findings);
        if (findings.all().isEmpty()) {
            save(partner, contentHash);
            declared.providers().forEach(provider -> configure(partner.id(), provider, findings));
            var wanted =
                    declared.providers().stream().map(ProviderDeclaration::id).collect(Collectors.toSet());
            activation.unretired(partner.id()).stream()
                    .filter(id -> !wanted.contains(id))
                    .forEach(activation::retire);
        }
        return findings.all();
    }

    /**
     * Retires the connections of a partner whose folder is gone; the partner and its accounts stay, and are no file's.
     *
     * @param present the folders that are there: domains that one of them names move on
     */
    void release(Partner partner, List<PartnerReading> present) {
        activation.unretired(partner.id()).forEach(activation::retire);
        var named = present.stream()
                .flatMap(reading -> reading.declaration().stream())
                .flatMap(declared -> declared.partner().domains().stream())
                .collect(Collectors.toSet());
        var kept = partner.domains().stream().filter(d -> !named.contains(d)).collect(Collectors.toSet());
        var released = new Partner(
                partner.id(),
                partner.name(),
                kept,
                partner.authenticationTypes(),
                partner.selfServicePasswordReset(),
                partner.accountManager(),
                partner.secondFactor(),
                null);
        var differences = new ArrayList<>(List.of("folder removed"));
        partner.domains().stream()
                .filter(named::contains)
                .sorted()
                .forEach(domain -> differences.add("domain moves on: " + domain));
        activation.save(released);
        tell(partner, Evidence.of("file", partner.source()).and("differences", differences));
    }

    private void save(Partner partner, String hash) {
        var differences = PartnerChanges.between(activation.partner(partner.id()), partner);
        if (!differences.isEmpty()) {
            activation.save(partner);
            tell(
                    partner,
                    Evidence.of("file", partner.source())
                            .and("content_hash", hash)
                            .and("differences", differences));
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

    private void tell(Partner partner, Evidence evidence) {
        activation.append(new EventContext(Subject.ofPartner(partner.id().value()), Origin.INTERNAL)
                .success(Type.CONFIGURATION, evidence)
                .by(PartnerActivation.ACTOR));
    }
}
