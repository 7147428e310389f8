package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.ProviderDraft;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.connect.ChosenVendors;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLifecycle;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.keys.Randomness;
import io.gatehouse.partner.PartnerId;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Begins connections: a draft that serves our metadata, before anything of the provider's side is known. */
@Component
class Drafts {
    /** The most connections of one partner that are made on these pages. */
    private static final int MOST = 50;

    private static final int LONGEST = 64;
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";

    private final IdentityProviders providers;
    private final ProviderLives lives;
    private final ProviderLifecycle lifecycle;
    private final ChosenVendors chosen;
    private final Randomness randomness;

    Drafts(
            IdentityProviders providers,
            ProviderLives lives,
            ProviderLifecycle lifecycle,
            ChosenVendors chosen,
            Randomness randomness) {
        this.providers = providers;
        this.lives = lives;
        this.lifecycle = lifecycle;
        this.chosen = chosen;
        this.randomness = randomness;
    }

    sealed interface Begun {
        record Draft(RegistrationId id) implements Begun {}

        record Hindered(Trouble trouble) implements Begun {}
    }

    /** A draft to this vendor's software; the one begun before, if nothing has come of it yet. */
    @Transactional
    public Begun begin(PartnerId partner, Vendor vendor, Change by) {
        return providers.ofPartner(partner).stream()
                .filter(Drafts::isEmpty)
                .filter(p -> chosen.of(p.id()).filter(vendor::equals).isPresent())
                .findFirst()
                .<Begun>map(empty -> new Begun.Draft(empty.id()))
                .orElseGet(() -> make(freeId(partner, vendor), partner, vendor, by));
    }

    /** A draft of an id that somebody chose who may know which are in use. */
    @Transactional
    public Begun begin(String id, PartnerId partner, Vendor vendor, Change by) {
        return RegistrationId.isOne(id) && lives.find(new RegistrationId(id)).isEmpty()
                ? make(new RegistrationId(id), partner, vendor, by)
                : new Begun.Hindered(Trouble.of("id"));
    }

    private Begun make(RegistrationId id, PartnerId partner, Vendor vendor, Change by) {
        if (providers.ofPartner(partner).size() >= MOST) {
            return new Begun.Hindered(Trouble.of("many", String.valueOf(MOST)));
        }
        var step = lifecycle.stage(new ProviderDraft(id, partner, ProviderSettings.DEFAULT, null), by);
        Optional<Trouble> trouble = Trouble.in(step, false);
        if (trouble.isPresent()) {
            return new Begun.Hindered(trouble.get());
        }
        chosen.choose(id, vendor);
        return new Begun.Draft(id);
    }

    private static boolean isEmpty(IdentityProvider provider) {
        return provider.state() == ProviderState.DRAFT && provider.version().metadata() == null;
    }

    // Random always: a number only where the plain id is taken would tell that somebody else has it.
    private RegistrationId freeId(PartnerId partner, Vendor vendor) {
        return Stream.generate(() -> randomness.text(LETTERS, 4))
                .map(random -> id(partner.value(), "-" + vendor.code() + "-" + random))
                .filter(id -> lives.find(id).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static RegistrationId id(String partner, String rest) {
        return new RegistrationId(partner.substring(0, Math.min(partner.length(), LONGEST - rest.length())) + rest);
    }
}
