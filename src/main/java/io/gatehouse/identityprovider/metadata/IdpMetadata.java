package io.gatehouse.identityprovider.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one asserting party's metadata says, as a value. Every key here is a usable signing key. */
public record IdpMetadata(
        String entityId,
        List<SigningKey> signingKeys,
        List<Endpoint> singleSignOn,
        List<Endpoint> singleLogout,
        boolean wantAuthnRequestsSigned,
        List<String> nameIdFormats,
        @Nullable Instant validUntil,
        Vendor vendor) {
    /** Where to send an AuthnRequest: by Redirect if there is such an endpoint, else by POST. */
    public Optional<Endpoint> preferredSignOn() {
        return preferred(singleSignOn);
    }

    /** Where to send a LogoutRequest; empty if the party has no single logout. */
    public Optional<Endpoint> preferredLogout() {
        return preferred(singleLogout);
    }

    private static Optional<Endpoint> preferred(List<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(e -> e.binding() == Endpoint.Binding.REDIRECT)
                .findFirst()
                .or(() -> endpoints.stream().findFirst());
    }

    /** The same without endpoints that need a loosening; nothing may be left to sign on with. */
    public IdpMetadata safe() {
        return new IdpMetadata(
                entityId,
                signingKeys,
                singleSignOn.stream().filter(Endpoint::safe).toList(),
                singleLogout.stream().filter(Endpoint::safe).toList(),
                wantAuthnRequestsSigned,
                nameIdFormats,
                validUntil,
                vendor);
    }
}
