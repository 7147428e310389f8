package io.gatehouse.identityprovider;

import io.gatehouse.partner.PartnerId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The connections, loaded on demand and cached; never older than a second. */
@Repository
public class IdentityProviders {
    /** The connection of this id, whatever its state. */
    public Optional<IdentityProvider> find(RegistrationId id) {
        throw new UnsupportedOperationException();
    }

    /** All connections of a partner, by id, whatever their state. */
    public List<IdentityProvider> ofPartner(PartnerId partner) {
        throw new UnsupportedOperationException();
    }
}
