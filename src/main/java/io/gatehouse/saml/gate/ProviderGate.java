package io.gatehouse.saml.gate;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The one gate of departure and arrival: a connection that may not serve sends nobody off and lets nobody in. */
@Component
public final class ProviderGate {
    private final Function<RegistrationId, Optional<IdentityProvider>> providers;
    private final Versions versions;
    private final Function<RegistrationId, List<ProviderVersion>> ofSessions;
    private final Clock clock;

    @Autowired
    ProviderGate(IdentityProviders providers, Clock clock) {
        this(
                providers::find,
                (id, hash) -> providers
                        .staged(id)
                        .filter(version -> version.hash().equals(hash))
                        .or(() -> providers
                                .live(id)
                                .filter(version -> version.hash().equals(hash))),
                providers::ofSessions,
                clock);
    }

    /** A gate before these connections. */
    public ProviderGate(
            Function<RegistrationId, Optional<IdentityProvider>> providers,
            Versions versions,
            Function<RegistrationId, List<ProviderVersion>> ofSessions,
            Clock clock) {
        this.providers = providers;
        this.versions = versions;
        this.ofSessions = ofSessions;
        this.clock = clock;
    }

    /** The connection that the path names. */
    public Optional<IdentityProvider> find(String id) {
        return RegistrationId.isOne(id) ? providers.apply(new RegistrationId(id)) : Optional.empty();
    }

    /** Open with what may be trusted, or closed. */
    public Passage passage(IdentityProvider provider) {
        return provider.refusalAt(clock.instant())
                .<Passage>map(Passage.Closed::new)
                .orElseGet(() -> open(provider));
    }

    /** The same for one version that is being tried: while it waits to be activated, or serves. */
    public Passage passage(IdentityProvider provider, String hash) {
        return versions.find(provider.id(), hash)
                .map(provider::with)
                .map(tried -> tried.trialRefusalAt(clock.instant())
                        .<Passage>map(Passage.Closed::new)
                        .orElseGet(() -> open(tried)))
                .orElseGet(() -> new Passage.Closed(Reason.IDENTITY_PROVIDER_NOT_ACTIVE.because(
                        Evidence.of("identity_provider", provider.id()).and("version", "replaced since"))));
    }

    /** The same for the versions that sessions may have come by: what they say of those sessions is heard still. */
    public List<Passage.Open> ofSessions(IdentityProvider provider) {
        return ofSessions.apply(provider.id()).stream()
                .map(provider::with)
                .filter(older -> older.trialRefusalAt(clock.instant()).isEmpty())
                .map(ProviderGate::open)
                .toList();
    }

    private static Passage.Open open(IdentityProvider provider) {
        return new Passage.Open(
                provider, Objects.requireNonNull(provider.version().metadata(), "an open gate has metadata"));
    }

    /** Whether a connection may be passed. */
    public sealed interface Passage {
        /** It may, as it is in the version that passes, trusting this. */
        record Open(IdentityProvider provider, IdpMetadata metadata) implements Passage {}

        /** It may not. */
        record Closed(Refusal why) implements Passage {}
    }

    /** The versions that may be tried. */
    public interface Versions {
        /** The version of this hash, if it is what waits or what serves. */
        Optional<ProviderVersion> find(RegistrationId id, String hash);
    }
}
