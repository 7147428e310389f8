package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.lifecycle.Step;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.idpconfig.folder.MetadataSource;
import io.gatehouse.idpconfig.folder.PartnerDeclaration;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerEnded;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Partners made and changed by hand, in the caller's transaction, which the caller takes back unless it is {@link
 * PartnerEdit.Done}. What is said of the partner holds at once; what is said of its connections is staged.
 */
@Component
public class PartnerEditing {
    private final ConfigurationVersion version;
    private final Partners partners;
    private final IdentityProviders providers;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final MetadataSources sources;
    private final LoginEvents events;
    private final ApplicationEventPublisher publisher;

    PartnerEditing(
            ConfigurationVersion version,
            Partners partners,
            IdentityProviders providers,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            MetadataSources sources,
            LoginEvents events,
            ApplicationEventPublisher publisher) {
        this.version = version;
        this.partners = partners;
        this.providers = providers;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.sources = sources;
        this.events = events;
        this.publisher = publisher;
    }

    /** Makes a partner of an id that is free. */
    public PartnerEdit create(PartnerDeclaration declared, Change by) {
        version.advance();
        var id = declared.partner().id();
        if (partners.find(id).isEmpty()) {
            return apply(Optional.empty(), declared, by);
        }
        return partners.standing(id).isPresent() ? new PartnerEdit.Exists() : new PartnerEdit.Ended();
    }

    /** Makes a partner what is declared, if it still is what the caller has seen. */
    public PartnerEdit replace(PartnerDeclaration declared, Predicate<Partner> seen, Change by) {
        return change(declared.partner().id(), seen, before -> apply(Optional.of(before), declared, by));
    }

    /**
     * Ends a partner: its connections are retired, its domains released, nobody signs in, and its tokens, links and
     * invitations open nothing ({@link PartnerEnded}). Accounts and events stay, and so does the id, which is nobody else's
     * ever; only a merged file brings it back.
     */
    public PartnerEdit end(PartnerId id, Predicate<Partner> seen, Change by) {
        return change(id, seen, before -> {
            retireAllBut(Set.of(), id, by);
            var ended = new Partner(
                    id, before.name(), Set.of(), Set.of(), false, before.accountManager(), before.secondFactor(), null);
            partners.end(ended);
            var differences = PartnerChanges.between(Optional.of(before), ended);
            events.append(new EventContext(Subject.ofPartner(id.value()), by.origin())
                    .success(
                            Type.CONFIGURATION,
                            Evidence.of("change", "partner ended")
                                    .and("differences", differences)
                                    .and("unconditional", by.unconditionally()))
                    .by(by.actor()));
            publisher.publishEvent(new PartnerEnded(id, by.actor(), by.origin()));
            return new PartnerEdit.Done(ended, differences);
        });
    }

    private PartnerEdit change(PartnerId id, Predicate<Partner> seen, Function<Partner, PartnerEdit> work) {
        version.advance();
        var before = partners.standing(id).orElse(null);
        if (before == null) {
            return new PartnerEdit.Unknown();
        }
        if (before.source() != null) {
            return new PartnerEdit.ReadOnly(before.source());
        }
        return seen.test(before) ? work.apply(before) : new PartnerEdit.Stale();
    }

    private PartnerEdit apply(Optional<Partner> before, PartnerDeclaration declared, Change by) {
        var partner = declared.partner();
        var findings = new Findings("body");
        TakenDomains.report(partners.takenDomains(partner), declared, findings);
        if (!findings.all().isEmpty()) {
            return new PartnerEdit.Refused(findings.all());
        }
        var done = save(before, partner, by);
        declared.providers().forEach(provider -> stage(partner.id(), provider, findings, by));
        retireAllBut(declared.providers().stream().map(p -> p.id()).collect(Collectors.toSet()), partner.id(), by);
        return findings.all().isEmpty() ? done : new PartnerEdit.Refused(findings.all());
    }

    private PartnerEdit save(Optional<Partner> before, Partner partner, Change by) {
        var differences = PartnerChanges.between(before, partner);
        if (!differences.isEmpty()) {
            partners.save(partner);
            events.append(new EventContext(Subject.ofPartner(partner.id().value()), by.origin())
                    .success(
                            Type.CONFIGURATION,
                            Evidence.of("differences", differences).and("unconditional", by.unconditionally()))
                    .by(by.actor()));
        }
        return new PartnerEdit.Done(partner, differences);
    }

    private void stage(PartnerId partner, ProviderDeclaration declared, Findings findings, Change by) {
        var draft = lives.withSettings(declared.id(), declared.settings())
                .filter(d -> d.partner().equals(partner))
                .orElseGet(() -> new ProviderDraft(declared.id(), partner, declared.settings(), null));
        if (lifecycle.stage(draft, by) instanceof Step.Refused refused) {
            findings.error(
                    declared.place(),
                    "provider-refused",
                    "The identity provider '" + declared.id() + "' can't be this: "
                            + refused.why().evidence().values() + ".",
                    "mend what is named");
        } else {
            watch(declared);
        }
    }

    // An address that is there already is not asked again for every change of something else.
    private void watch(ProviderDeclaration declared) {
        if (!(declared.metadata() instanceof MetadataSource.Url(var address))) {
            sources.forget(declared.id());
        } else if (sources.of(declared.id())
                .filter(s -> s.address().equals(address))
                .isEmpty()) {
            sources.watch(declared.id(), address);
        }
    }

    private void retireAllBut(Set<?> wanted, PartnerId partner, Change by) {
        List<IdentityProvider> gone = providers.ofPartner(partner).stream()
                .filter(p -> p.state() != ProviderState.RETIRED && !wanted.contains(p.id()))
                .toList();
        gone.forEach(p -> lifecycle.retire(p.id(), by));
    }
}
