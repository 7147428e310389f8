package io.gatehouse.signin;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.net.IDN;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Home realm discovery: whose person this is, by the domain of the e-mail address, and where they prove it. */
@Component
class HomeRealm {
    private final Partners partners;
    private final IdentityProviders providers;
    private final Clock clock;

    HomeRealm(Partners partners, IdentityProviders providers, Clock clock) {
        this.partners = partners;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * How and where a person with this address proves who they are. Says nothing about whether there is an account.
     *
     * @param hinted whose people the page was for, if the address lies in nobody's domain; counts only for a partner
     *     without domains, whose people have addresses anywhere (the operators, at first)
     */
    Realm of(String email, @Nullable PartnerId hinted) {
        return domain(email)
                .flatMap(partners::ofDomain)
                .or(() -> Optional.ofNullable(hinted)
                        .flatMap(partners::find)
                        .filter(partner -> partner.domains().isEmpty()))
                .map(partner -> of(partner, email))
                .orElseGet(() -> new Realm.Nowhere(
                        null, Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.because(Evidence.of("got", "unknown domain"))));
    }

    private Realm of(Partner partner, String email) {
        boolean password = partner.authenticationTypes().contains(AuthenticationType.CLOUD);
        if (!partner.authenticationTypes().contains(AuthenticationType.SSO)) {
            return password
                    ? new Realm.Here(partner)
                    : new Realm.Nowhere(partner, Reason.AUTHENTICATION_TYPE_NOT_ALLOWED.refused());
        }
        var now = clock.instant();
        var all = providers.ofPartner(partner.id());
        var active = all.stream().flatMap(p -> serving(p, email, now).stream()).toList();
        if (active.size() + (password ? 1 : 0) > 1) {
            return new Realm.OneOf(partner, active, password);
        }
        if (password) {
            return new Realm.Here(partner);
        }
        return active.isEmpty() ? new Realm.Nowhere(partner, none(all)) : new Realm.At(partner, active.getFirst());
    }

    // A connection that has never been live serves the people who are named for its trial, and nobody else.
    private Optional<IdentityProvider> serving(IdentityProvider provider, String email, Instant now) {
        return provider.refusalAt(now).isEmpty()
                ? Optional.of(provider)
                : providers
                        .trialFor(provider.id(), email)
                        .map(provider::with)
                        .filter(tried -> tried.trialRefusalAt(now).isEmpty());
    }

    private static Refusal none(List<IdentityProvider> all) {
        return all.isEmpty()
                ? Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.refused()
                : Reason.IDENTITY_PROVIDER_NOT_ACTIVE.because(Evidence.of(
                        "got",
                        all.stream().map(p -> p.id() + " " + p.state().code()).toList()));
    }

    /** The domain of an address in its one form: lower-case, IDN as ASCII (RFC 5891); empty if it is no address. */
    static Optional<String> domain(String email) {
        int at = email.lastIndexOf('@');
        if (at < 1 || at == email.length() - 1 || email.length() > 254) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(email.substring(at + 1).strip()).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a domain name
        }
    }

    /** What was discovered. */
    sealed interface Realm {
        /** With a password that is kept here. */
        record Here(Partner partner) implements Realm {}

        /** One place. */
        record At(Partner partner, IdentityProvider provider) implements Realm {}

        /** Several, a password kept here perhaps among them: the person chooses. */
        record OneOf(Partner partner, List<IdentityProvider> providers, boolean password) implements Realm {}

        /** None. */
        record Nowhere(@Nullable Partner partner, Refusal why) implements Realm {}
    }
}
