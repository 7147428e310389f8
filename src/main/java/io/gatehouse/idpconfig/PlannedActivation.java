package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.Configured;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.idpconfig.folder.MetadataSource;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is live, with what is planned laid over it; remembers in words what would be done, and does nothing. */
final class PlannedActivation implements Activation {
    private final Activation live;
    private final ProviderConfiguration configuration;
    private final MetadataSources sources;
    private final Map<PartnerId, Partner> planned = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    PlannedActivation(Activation live, ProviderConfiguration configuration, MetadataSources sources) {
        this.live = live;
        this.configuration = configuration;
        this.sources = sources;
    }

    /** Plans one partner by these steps; if they find anything, its plan is dropped, as its transaction would be. */
    List<ConfigFinding> attempt(PartnerId partner, Supplier<List<ConfigFinding>> steps) {
        words.clear();
        var findings = steps.get();
        if (!findings.isEmpty()) {
            planned.remove(partner);
        }
        return findings;
    }

    /** What the last attempt would do. */
    List<String> words() {
        return List.copyOf(words);
    }

    @Override
    public long version() {
        return live.version();
    }

    @Override
    public void lineUp() {}

    @Override
    public Optional<Partner> partner(PartnerId id) {
        return Optional.ofNullable(planned.get(id)).or(() -> live.partner(id));
    }

    @Override
    public Map<String, PartnerId> takenDomains(Partner partner) {
        var taken = new TreeMap<>(live.takenDomains(partner));
        taken.entrySet()
                .removeIf(claim -> planned.containsKey(claim.getValue())
                        && !planned.get(claim.getValue()).domains().contains(claim.getKey()));
        planned.values().stream()
                .filter(other -> !other.id().equals(partner.id()))
                .forEach(other -> other.domains().stream()
                        .filter(partner.domains()::contains)
                        .forEach(domain -> taken.put(domain, other.id())));
        return taken;
    }

    @Override
    public void save(Partner partner) {
        PartnerChanges.between(live.partner(partner.id()), partner).forEach(change -> words.add("partner: " + change));
        planned.put(partner.id(), partner);
    }

    @Override
    public Optional<Refusal> configure(PartnerId partner, ProviderDeclaration declared) {
        var draft = declared.draft(partner);
        var foreseen = declared.metadata() instanceof MetadataSource.Url
                ? configuration.previewFetched(draft)
                : configuration.preview(draft);
        var about = declared.id() + ": ";
        switch (foreseen) {
            case Configured.Refused(var why) -> {
                return Optional.of(why);
            }
            case Configured.Created _ -> words.add(about + "new");
            case Configured.Changed changed -> changed.differences().forEach(d -> words.add(about + d));
            case Configured.Unchanged _ -> {}
        }
        source(declared).ifPresent(change -> words.add(about + change));
        return Optional.empty();
    }

    private Optional<String> source(ProviderDeclaration declared) {
        var before = sources.of(declared.id()).map(RefreshStatus::address);
        Optional<URI> after = declared.metadata() instanceof MetadataSource.Url(var address)
                ? Optional.of(address)
                : Optional.empty();
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(after.map(address -> "metadata is fetched from " + address)
                .orElseGet(() -> "metadata is fetched no more from " + before.orElseThrow()));
    }

    @Override
    public List<RegistrationId> unretired(PartnerId partner) {
        return live.unretired(partner);
    }

    @Override
    public void retire(RegistrationId id) {
        words.add(id + ": retired");
    }

    @Override
    public void append(EventDraft draft) {}
}
