package io.gatehouse.signin.sso;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.SignInDoor.Route;
import io.gatehouse.signin.flight.SignIn.Chosen;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people who are served a version before everybody is: by the address they gave, and again by the one that arrived. */
@Component
class Trials {
    private final IdentityProviders providers;

    Trials(IdentityProviders providers) {
        this.providers = providers;
    }

    /** Which version this sign-in is to meet. */
    Route of(@Nullable Chosen chosen, IdentityProvider provider) {
        return Optional.ofNullable(chosen)
                .map(Chosen::email)
                .flatMap(email -> providers.trialFor(provider.id(), email))
                .<Route>map(version -> new Route.Version(version.hash(), false))
                .orElseGet(Route.Live::new);
    }

    /** Why the person who arrived may not go on by this version, if they may not: anybody can type another's address. */
    Optional<Refusal> refusalOf(IdentityProvider provider, @Nullable String email) {
        var hash = provider.version().hash();
        boolean live =
                providers.live(provider.id()).filter(v -> v.hash().equals(hash)).isPresent();
        boolean named = email != null
                && providers
                        .trialFor(provider.id(), email)
                        .filter(v -> v.hash().equals(hash))
                        .isPresent();
        return live || named
                ? Optional.empty()
                : Optional.of(Reason.IDENTITY_PROVIDER_NOT_ACTIVE.because(
                        Evidence.of("identity_provider", provider.id()).and("version", "on trial, for others")));
    }
}
