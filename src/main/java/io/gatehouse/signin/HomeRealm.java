package io.gatehouse.signin;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.net.IDN;
import java.time.Clock;
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

    /** Where a person with this address proves who they are. Says nothing about whether there is an account. */
    Realm of(String email) {
        return domain(email)
                .flatMap(partners::ofDomain)
                .map(this::of)
                .orElseGet(() -> new Realm.Nowhere(
                        null, Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.because(Evidence.of("got", "unknown domain"))));
    }

    /** Where people of this partner prove who they are. */
    Realm of(Partner partner) {
        if (!partner.authenticationTypes().contains(AuthenticationType.SSO)) {
            return new Realm.Nowhere(partner, Reason.AUTHENTICATION_TYPE_NOT_ALLOWED.refused());
        }
        var now = clock.instant();
        var all = providers.ofPartner(partner.id());
        var active = all.stream().filter(p -> p.refusalAt(now).isEmpty()).toList();
        return switch (active.size()) {
            case 0 ->
                new Realm.Nowhere(
                        partner,
                        all.isEmpty()
                                ? Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.refused()
                                : Reason.IDENTITY_PROVIDER_NOT_ACTIVE.because(Evidence.of(
                                        "got",
                                        all.stream()
                                                .map(p ->
                                                        p.id() + " " + p.state().code())
                                                .toList())));
            case 1 -> new Realm.At(partner, active.getFirst());
            default -> new Realm.OneOf(partner, active);
        };
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
        /** One place. */
        record At(Partner partner, IdentityProvider provider) implements Realm {}

        /** Several: the person chooses. */
        record OneOf(Partner partner, List<IdentityProvider> providers) implements Realm {}

        /** None. */
        record Nowhere(@Nullable Partner partner, Refusal why) implements Realm {}
    }
}
