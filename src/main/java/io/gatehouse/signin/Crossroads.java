package io.gatehouse.signin;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Roles;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.SecondFactor;
import io.gatehouse.secondfactor.SecondFactor.Owed;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIn.Started;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** The one switch that decides where a sign-in goes next. Every step and every filter comes back to it. */
@Component
public class Crossroads {
    private final Accounts accounts;
    private final Partners partners;
    private final IdentityProviders providers;
    private final SecondFactor secondFactor;
    private final Roles roles;
    private final Clock clock;

    Crossroads(
            Accounts accounts,
            Partners partners,
            IdentityProviders providers,
            SecondFactor secondFactor,
            Roles roles,
            Clock clock) {
        this.roles = roles;
        this.accounts = accounts;
        this.partners = partners;
        this.providers = providers;
        this.secondFactor = secondFactor;
        this.clock = clock;
    }

    /** The step after this one, judged by how things stand now and not by how they stood when it was kept. */
    public NextStep next(SignIn signIn) {
        return switch (signIn) {
            case Started _ -> new NextStep.AskWho();
            case Chosen c when c.provider() != null -> new NextStep.SendTo(c.provider());
            case Chosen _ -> new NextStep.AskPassword();
            case Proven p ->
                whoIsStillWelcome(
                        p.journey().purpose(),
                        p.account(),
                        p.partner(),
                        p.proof(),
                        (account, partner) -> owing(p, account, partner));
            case Assured a ->
                whoIsStillWelcome(
                        a.journey().purpose(),
                        a.account(),
                        a.partner(),
                        a.proof(),
                        (account, partner) -> assured(a, account, partner));
        };
    }

    // An administrator may have reset the second factor since, because a phone was stolen.
    private NextStep assured(Assured assured, Account account, Partner partner) {
        return secondFactor.stands(account.id(), assured.authenticator())
                ? arrived(assured, account, partner)
                : new NextStep.ProveAnew(
                        Reason.SECOND_FACTOR_NOT_ENROLLED.because(
                                Evidence.expected("the authenticator of this sign-in", "it was removed since")),
                        partner);
    }

    private static NextStep arrived(Assured assured, Account account, Partner partner) {
        return switch (assured.journey().purpose()) {
            case CONSOLE -> new NextStep.OpenConsole(account, partner, assured.proof(), assured.by());
            case PORTAL, TEST -> new NextStep.OpenPortal(account, partner, assured.proof(), assured.by(), null);
        };
    }

    private NextStep owing(Proven proven, Account account, Partner partner) {
        // Whoever administers proves both factors here; no policy and no identity provider takes that away.
        var policy =
                proven.journey().purpose() == Purpose.CONSOLE ? SecondFactorPolicy.REQUIRED : partner.secondFactor();
        return switch (secondFactor.owed(account, policy, proven.proof().evidence())) {
            case Owed.Code(var because) -> new NextStep.AskCode(account, because);
            case Owed.Enrolment(var because) -> new NextStep.AskEnrolment(account, because);
            case Owed.Nothing(var by, var evidence) ->
                new NextStep.OpenPortal(account, partner, proven.proof(), by, evidence);
        };
    }

    // A cookie may be ten minutes old; a suspension must not wait for it to expire.
    private NextStep whoIsStillWelcome(
            Purpose purpose,
            AccountId id,
            PartnerId partnerId,
            Proof proof,
            BiFunction<Account, Partner, NextStep> onwards) {
        var account = accounts.find(id).filter(a -> a.partner().equals(partnerId));
        var partner = partners.find(partnerId);
        if (account.isEmpty() || partner.isEmpty()) {
            return new NextStep.Stop(
                    Reason.ACCOUNT_SUSPENDED.because(Evidence.of("got", "account or partner gone")),
                    partner.orElse(null));
        }
        if (account.get().status() == Account.Status.SUSPENDED) {
            return new NextStep.Stop(Reason.ACCOUNT_SUSPENDED.refused(), partner.get());
        }
        return whyTheProofEnded(purpose, account.get(), proof, partner.get())
                .<NextStep>map(why -> new NextStep.Stop(why, partner.get()))
                .orElseGet(() -> onwards.apply(account.get(), partner.get()));
    }

    // Nor must the end of what vouched for the person: an identity provider that was broken into is retired at once.
    private Optional<Refusal> whyTheProofEnded(Purpose purpose, Account account, Proof proof, Partner partner) {
        boolean brokeTheGlass = purpose == Purpose.CONSOLE
                && proof.type() == AuthenticationType.CLOUD
                && roles.isBreakGlass(account.id());
        if (!brokeTheGlass && !partner.authenticationTypes().contains(proof.type())) {
            return Optional.of(Reason.AUTHENTICATION_TYPE_NOT_ALLOWED.refused());
        }
        return Optional.ofNullable(proof.provider())
                .flatMap(id -> providers
                        .find(id)
                        .map(provider -> refusalOf(provider, account))
                        .orElseGet(() -> Optional.of(Reason.IDENTITY_PROVIDER_NOT_CONFIGURED.because(
                                Evidence.of("identity_provider", id)))));
    }

    // What is on trial vouches for the people named, as long as they are; it need never have been live.
    private Optional<Refusal> refusalOf(IdentityProvider provider, Account account) {
        var now = clock.instant();
        return provider.refusalAt(now)
                .flatMap(why -> providers
                        .trialFor(provider.id(), account.email())
                        .map(version -> provider.with(version).trialRefusalAt(now))
                        .orElse(Optional.of(why)));
    }
}
