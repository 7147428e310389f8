package io.gatehouse.identityprovider;

import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * A connection as it is now.
 *
 * @param version the version that its state speaks of: what serves if active, what is being prepared if a draft
 */
public record IdentityProvider(RegistrationId id, PartnerId partner, ProviderState state, ProviderVersion version) {
    /** Whether it may serve sign-ins. */
    public boolean active() {
        return state == ProviderState.ACTIVE;
    }

    /** Why it may not serve a sign-in now, or empty: the one gate for every way in (SAML Metadata 2.3 for its validUntil). */
    public Optional<Refusal> refusalAt(Instant now) {
        return active() ? versionRefusalAt(now) : Optional.of(notActive("state", state.code()));
    }

    /** Why this version may not even be tried, by a test or by the people named for it; a retired connection never may. */
    public Optional<Refusal> trialRefusalAt(Instant now) {
        return state == ProviderState.RETIRED ? Optional.of(notActive("state", state.code())) : versionRefusalAt(now);
    }

    /** The same connection as it would be with another version. */
    public IdentityProvider with(ProviderVersion other) {
        return new IdentityProvider(id, partner, state, other);
    }

    private Optional<Refusal> versionRefusalAt(Instant now) {
        var metadata = version.metadata();
        if (metadata == null || metadata.singleSignOn().isEmpty()) {
            return Optional.of(notActive("metadata", "can't be used any more"));
        }
        if (metadata.signingKeys().isEmpty()) {
            return Optional.of(Reason.PROVIDER_KEY_MISSING.because(Evidence.of("identity_provider", id)));
        }
        if (metadata.validUntil() != null && !now.isBefore(metadata.validUntil())) {
            return Optional.of(notActive("metadata", "expired").with("valid_until", metadata.validUntil()));
        }
        return Optional.empty();
    }

    private Refusal notActive(String name, String found) {
        return Reason.IDENTITY_PROVIDER_NOT_ACTIVE.because(
                Evidence.of("identity_provider", id).and(name, found));
    }
}
