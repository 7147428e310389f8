package io.gatehouse.signin.sso;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.SigningKeys;
import io.gatehouse.identityprovider.TestSignIn;
import io.gatehouse.keys.Randomness;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.portal.NamedSessions;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.saml.Asserted;
import io.gatehouse.saml.ConsumedAssertions;
import io.gatehouse.saml.Examination;
import io.gatehouse.saml.PendingRequest;
import io.gatehouse.saml.SignInDoor;
import io.gatehouse.signin.ReturnTo;
import io.gatehouse.signin.flight.Journey;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import io.gatehouse.signin.rehearsal.Rehearsals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The door that the SAML filters stand behind: from the choice of a provider to a proved first factor. */
@Component
class SamlDoor implements SignInDoor {
    private final SignIns signIns;
    private final Witness witness;
    private final Refusals refusals;
    private final FloodGate flood;
    private final Partners partners;
    private final AccountStage stage;
    private final NamedSessions sessions;
    private final SigningKeys signingKeys;
    private final ConsumedAssertions consumed;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final References references;
    private final Randomness randomness;
    private final ReturnTo returnTo;
    private final GroupLimits groups;
    private final Rehearsals rehearsals;
    private final Trials trials;
    private final Pages pages;
    private final Clock clock;

    SamlDoor(
            SignIns signIns,
            Witness witness,
            Refusals refusals,
            FloodGate flood,
            Partners partners,
            AccountStage stage,
            NamedSessions sessions,
            SigningKeys signingKeys,
            ConsumedAssertions consumed,
            LoginEvents events,
            TransactionOperations transactions,
            References references,
            Randomness randomness,
            ReturnTo returnTo,
            GroupLimits groups,
            Rehearsals rehearsals,
            Trials trials,
            Pages pages,
            Clock clock) {
        this.signIns = signIns;
        this.witness = witness;
        this.refusals = refusals;
        this.flood = flood;
        this.partners = partners;
        this.stage = stage;
        this.sessions = sessions;
        this.signingKeys = signingKeys;
        this.consumed = consumed;
        this.events = events;
        this.transactions = transactions;
        this.references = references;
        this.randomness = randomness;
        this.returnTo = returnTo;
        this.groups = groups;
        this.rehearsals = rehearsals;
        this.trials = trials;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public Route route(HttpServletRequest request, IdentityProvider provider) {
        if (Rehearsals.isOne(request)) {
            return rehearsals
                    .depart(request, provider)
                    .<Route>map(test -> {
                        request.setAttribute(TestSignIn.class.getName(), test);
                        return new Route.Version(test.version(), true);
                    })
                    .orElseGet(() -> new Route.Nowhere(Rehearsals.unknownLink()));
        }
        return trials.of(chosen(request, provider).orElse(null), provider);
    }

    @Override
    public Departure depart(HttpServletRequest request, IdentityProvider provider, String requestId) {
        if (request.getAttribute(TestSignIn.class.getName()) instanceof TestSignIn test) {
            return new Departure(test.id(), references.next().value(), null, null, Purpose.TEST.code());
        }
        var chosen = chosen(request, provider).orElseGet(() -> fromBookmark(request, provider));
        return depart(request, chosen, requestId);
    }

    private Optional<Chosen> chosen(HttpServletRequest request, IdentityProvider provider) {
        return signIns.find(request, request.getParameter(SignIns.PARAMETER))
                .filter(s -> s instanceof Chosen c && provider.id().equals(c.provider()))
                .map(Chosen.class::cast);
    }

    private Departure depart(HttpServletRequest request, Chosen chosen, String requestId) {
        var context = witness.of(request, chosen);
        flood.started(context);
        var details = Evidence.of("request_id", requestId)
                .and("return_to", chosen.journey().returnTo())
                .and("unsolicited", request.getParameter("bounced") == null ? null : "bounced");
        transactions.executeWithoutResult(_ -> events.append(context.success(Type.SIGN_IN_STARTED, details)));
        var journey = chosen.journey();
        return new Departure(
                journey.id(),
                journey.reference().value(),
                journey.returnTo(),
                chosen.email(),
                journey.purpose().code());
    }

    private Chosen fromBookmark(HttpServletRequest request, IdentityProvider provider) {
        var journey = new Journey(
                randomness.uuid(),
                references.next(),
                clock.instant(),
                returnTo.checked(request.getParameter("return_to")),
                Purpose.PORTAL);
        return Chosen.sso(journey, provider.partner(), provider.id(), null);
    }

    @Override
    public void arrive(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            @Nullable PendingRequest pending,
            @Nullable String relayState,
            Asserted asserted)
            throws IOException {
        var journey = journey(pending, relayState);
        var context = witness.of(request, journey.reference(), provider.partner(), provider.id());
        var partner = partners.find(provider.partner()).orElseThrow();
        boolean tried = pending != null && pending.version() != null;
        var arrival = transactions.execute(_ -> settle(journey, context, partner, provider, asserted, tried));
        switch (Objects.requireNonNull(arrival)) {
            case Arrival.Refused(var why) -> {
                flood.failed(context);
                refusals.show(request, response, context, why, partner);
            }
            case Arrival.Through(var proven) -> {
                signingKeys.sawSigning(provider.id(), asserted.signingKeyFingerprint(), clock.instant());
                if (pending != null) {
                    flood.finished(context);
                }
                signIns.keep(request, response, proven);
                pages.sendOn(response, "/sign-in/next?" + SignIns.PARAMETER + "=" + journey.id());
            }
        }
    }

    // One commit: the assertion is used up, the account is known, and the event says so; or it says why not.
    private Arrival settle(
            Journey journey,
            EventContext context,
            Partner partner,
            IdentityProvider provider,
            Asserted asserted,
            boolean tried) {
        var closed = stage.closed(partner);
        if (closed.isPresent()) {
            return refused(context, asserted, closed.get());
        }
        if (!consumed.consume(asserted)) {
            return refused(context, asserted, Reason.REPLAYED.refused());
        }
        // Before anything is made of it: what arrived must be of one of the people named, whoever set out.
        var unnamed = tried && asserted.email() != null
                ? trials.refusalOf(provider, asserted.email())
                : Optional.<Refusal>empty();
        if (unnamed.isPresent()) {
            return refused(context, asserted, unnamed.get());
        }
        return switch (stage.resolve(partner, provider, asserted, context)) {
            case Accounts.Resolution.Refused(var why) -> refused(context, asserted, why);
            case Accounts.Resolution.Known(var account, var evidence) -> {
                var other = tried ? trials.refusalOf(provider, account.email()) : Optional.<Refusal>empty();
                if (other.isPresent()) {
                    yield refused(context, asserted, other.get());
                }
                events.append(context.about(account.id().value(), account.email())
                        .success(
                                Type.FIRST_FACTOR,
                                SamlEvidence.of(asserted)
                                        .and(groups.leftOut(asserted.groups()))
                                        .and(evidence)));
                yield new Arrival.Through(proven(
                        journey, partner, account, SamlEvidence.proof(provider, asserted, partner.secondFactor())));
            }
        };
    }

    // A NameID may be 1,024 characters and each qualifier more; a cookie holds four thousand bytes in all. What is too
    // long for it is kept here until the session is there; contexts that don't fit cost the second factor their word.
    private Proven proven(Journey journey, Partner partner, Account account, Proof proof) {
        var proven = new Proven(journey, partner.id(), account.id(), proof);
        while (!signIns.fits(proven) && proven.proof().canShrink()) {
            if (proven.proof().samlSession() != null) {
                sessions.keep(journey.id(), proven.proof().samlSession());
            }
            proven = new Proven(
                    journey, partner.id(), account.id(), proven.proof().shrunk());
        }
        return proven;
    }

    private Arrival refused(EventContext context, Asserted asserted, Refusal why) {
        var whole = new Refusal(why.reason(), SamlEvidence.of(asserted).and(why.evidence()));
        events.append(context.failure(Type.FIRST_FACTOR, whole));
        return new Arrival.Refused(whole);
    }

    @Override
    public void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable IdentityProvider provider,
            @Nullable PendingRequest pending,
            Refusal why)
            throws IOException {
        var reference = pending == null ? witness.seen(request).reference() : new Reference(pending.reference());
        var context = provider == null
                ? witness.of(request, reference, null, null)
                : witness.of(request, reference, provider.partner(), provider.id());
        var partner = Optional.ofNullable(provider).flatMap(p -> partners.find(p.partner()));
        refusals.refuse(request, response, Type.FIRST_FACTOR, context, why, partner.orElse(null));
    }

    @Override
    public void examined(
            HttpServletRequest request,
            HttpServletResponse response,
            IdentityProvider provider,
            PendingRequest pending,
            Examination examination)
            throws IOException {
        var context = witness.of(request, new Reference(pending.reference()), provider.partner(), provider.id());
        var partner = partners.find(provider.partner()).orElseThrow();
        var last = stage.check(partner, provider, examination.asserted(), context);
        rehearsals.end(request, response, provider, pending, examination.with(last));
    }

    // An allowed relay state says where at the portal the tile leads to, if it is a place there.
    private Journey journey(@Nullable PendingRequest pending, @Nullable String relayState) {
        return pending == null
                ? new Journey(
                        randomness.uuid(),
                        references.next(),
                        clock.instant(),
                        returnTo.checked(relayState),
                        Purpose.PORTAL)
                : new Journey(
                        pending.signIn(),
                        new Reference(pending.reference()),
                        pending.issuedAt(),
                        pending.returnTo(),
                        Purpose.of(pending.purpose()).orElseThrow());
    }

    private sealed interface Arrival {
        record Through(Proven proven) implements Arrival {}

        record Refused(Refusal why) implements Arrival {}
    }
}
