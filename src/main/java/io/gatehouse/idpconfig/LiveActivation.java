package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Configured;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.idpconfig.folder.MetadataSource;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.partner.ConfigurationVersion;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The partners, connections and events of this gateway. */
@Component
class LiveActivation implements Activation {
    private final ConfigurationVersion version;
    private final Partners partners;
    private final IdentityProviders providers;
    private final ProviderConfiguration configuration;
    private final MetadataSources sources;
    private final LoginEvents events;

    LiveActivation(
            ConfigurationVersion version,
            Partners partners,
            IdentityProviders providers,
            ProviderConfiguration configuration,
            MetadataSources sources,
            LoginEvents events) {
        this.version = version;
        this.partners = partners;
        this.providers = providers;
        this.configuration = configuration;
        this.sources = sources;
        this.events = events;
    }

    @Override
    public long version() {
        return version.current();
    }

    @Override
    public void lineUp() {
        version.advance();
    }

    @Override
    public Optional<Partner> partner(PartnerId id) {
        return partners.find(id);
    }

    @Override
    public Map<String, PartnerId> takenDomains(Partner partner) {
        return partners.takenDomains(partner);
    }

    @Override
    public void save(Partner partner) {
        partners.save(partner);
    }

    @Override
    public Optional<Refusal> configure(PartnerId partner, ProviderDeclaration declared) {
        var draft = declared.draft(partner);
        var configured = declared.metadata() instanceof MetadataSource.Url
                ? configuration.configureFetched(draft, PartnerActivation.ACTOR, Origin.INTERNAL)
                : configuration.configure(draft, PartnerActivation.ACTOR, Origin.INTERNAL);
        return switch (configured) {
            case Configured.Refused refused -> Optional.of(refused.why());
            case Configured.Unchanged _, Configured.Created _, Configured.Changed _ -> {
                watch(declared);
                yield Optional.empty();
            }
        };
    }

    // Nobody waits for the host here: the partner is applied, and the document comes when it comes.
    private void watch(ProviderDeclaration declared) {
        if (!(declared.metadata() instanceof MetadataSource.Url(var address))) {
            sources.forget(declared.id());
        } else if (sources.of(declared.id())
                .filter(s -> s.address().equals(address))
                .isEmpty()) {
            // One that is watched already is not asked again, nor is what it gave and a person declined, for other
            // changes.
            sources.watch(declared.id(), address);
        }
    }

    @Override
    public List<RegistrationId> unretired(PartnerId partner) {
        return providers.ofPartner(partner).stream()
                .filter(p -> p.state() != ProviderState.RETIRED)
                .map(IdentityProvider::id)
                .toList();
    }

    @Override
    public void retire(RegistrationId id) {
        configuration.retire(id, PartnerActivation.ACTOR, Origin.INTERNAL);
    }

    @Override
    public void append(EventDraft draft) {
        events.append(draft);
    }
}
