package io.gatehouse.idpconfig;

import io.gatehouse.audit.EventDraft;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.folder.ProviderDeclaration;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Partners and connections in memory; takes everything but the connections it is told to refuse. */
final class FakeActivation implements Activation {
    final Map<PartnerId, Partner> partners = new HashMap<>();
    final Map<RegistrationId, PartnerId> live =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    final List<EventDraft> events = new ArrayList<>();
    final Set<String> refusing = new HashSet<>();
    int configured;
    boolean away;
    long version;

    @Override
    public long version() {
        return version;
    }

    @Override
    public void lineUp() {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
    }

    @Override
    public Optional<Partner> partner(PartnerId id) {
        return Optional.ofNullable(partners.get(id));
    }

    @Override
    public Map<String, PartnerId> takenDomains(Partner partner) {
        var taken = new HashMap<String, PartnerId>();
        for (var other : partners.values()) {
            if (!other.id().equals(partner.id())) {
                other.domains().stream().filter(partner.domains()::contains).forEach(d -> taken.put(d, other.id()));
            }
        }
        return taken;
    }

    @Override
    public void save(Partner partner) {
        partners.put(partner.id(), partner);
    }

    @Override
    public Optional<Refusal> configure(PartnerId partner, ProviderDeclaration declared) {
        if (refusing.contains(declared.id().value())) {
            return Optional.of(Reason.CONFIGURATION_INVALID.because(Evidence.of("why", "no key")));
        }
        configured++;
        live.put(declared.id(), partner);
        return Optional.empty();
    }

    @Override
    public List<RegistrationId> unretired(PartnerId partner) {
        return live.keySet().stream().filter(id -> partner.equals(live.get(id))).toList();
    }

    @Override
    public void retire(RegistrationId id) {
        live.remove(id);
    }

    @Override
    public void append(EventDraft draft) {
        events.add(draft);
    }
}
