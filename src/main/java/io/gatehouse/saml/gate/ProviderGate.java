package io.gatehouse.saml.gate;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The one gate of departure and arrival: a connection that may not serve sends nobody off and lets nobody in. */
@Component
public final class ProviderGate {
    private final Function<RegistrationId, Optional<IdentityProvider>> providers;
    private final Clock clock;

    @Autowired
    ProviderGate(IdentityProviders providers, Clock clock) {
        this(providers::find, clock);
    }

    /** A gate before these connections. */
    public ProviderGate(Function<RegistrationId, Optional<IdentityProvider>> providers, Clock clock) {
        this.providers = providers;
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
                .orElseGet(() -> new Passage.Open(
                        Objects.requireNonNull(provider.version().metadata(), "an open gate has metadata")));
    }

    /** Whether a connection may be passed. */
    public sealed interface Passage {
        /** It may, trusting this. */
        record Open(IdpMetadata metadata) implements Passage {}

        /** It may not. */
        record Closed(Refusal why) implements Passage {}
    }
}
