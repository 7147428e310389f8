package io.gatehouse.identityprovider;

import io.gatehouse.partner.PartnerId;

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
}
