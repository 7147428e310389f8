package io.gatehouse.signin;

import io.gatehouse.account.role.Glass;
import io.gatehouse.account.role.GlassUse;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.portal.NamedSessions;
import io.gatehouse.portal.PortalRequest.SamlSession;
import io.gatehouse.portal.PortalSessions;
import io.gatehouse.portal.PortalSessions.HandOff;
import io.gatehouse.reason.Refusal;
import io.gatehouse.secondfactor.SecondFactor;
import io.gatehouse.signin.NextStep.OpenConsole;
import io.gatehouse.signin.NextStep.OpenPortal;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Assured;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignedIn;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /sign-in/next}: where every step returns to, and from where the portal is reached. */
@Controller
class NextController {
    private final SignIns signIns;
    private final Crossroads crossroads;
    private final PortalSessions portal;
    private final NamedSessions named;
    private final ConsoleDoor console;
    private final SecondFactor secondFactor;
    private final Glass glass;
    private final TransactionOperations transactions;
    private final SignedIn signedIn;
    private final Refusals refusals;
    private final Witness witness;
    private final Pages pages;

    NextController(
            SignIns signIns,
            Crossroads crossroads,
            PortalSessions portal,
            NamedSessions named,
            ConsoleDoor console,
            SecondFactor secondFactor,
            Glass glass,
            TransactionOperations transactions,
            SignedIn signedIn,
            Refusals refusals,
            Witness witness,
            Pages pages) {
        this.signIns = signIns;
        this.crossroads = crossroads;
        this.portal = portal;
        this.named = named;
        this.console = console;
        this.secondFactor = secondFactor;
        this.glass = glass;
        this.transactions = transactions;
        this.signedIn = signedIn;
        this.refusals = refusals;
        this.witness = witness;
        this.pages = pages;
    }

    @GetMapping("/sign-in/next")
    void next(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id)
            throws IOException {
        var found = signIns.find(request, id);
        if (found.isEmpty()) {
            pages.sendOn(response, "/sign-in");
            return;
        }
        go(request, response, found.get());
    }

    /** The retry of a hand-off, from the page that says the portal does not answer. */
    @PostMapping("/sign-in/next")
    void again(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id)
            throws IOException {
        next(request, response, id);
    }

    private void go(HttpServletRequest request, HttpServletResponse response, SignIn signIn) throws IOException {
        var id = signIn.journey().id();
        switch (crossroads.next(signIn)) {
            case NextStep.AskWho _ -> pages.sendOn(response, "/sign-in");
            case NextStep.SendTo(var provider) ->
                pages.sendOn(response, ChoiceController.authenticate(provider, signIn));
            case NextStep.AskPassword _ -> pages.sendOn(response, "/sign-in/password?" + SignIns.PARAMETER + "=" + id);
            case NextStep.AskCode _ -> pages.sendOn(response, "/sign-in/second-factor?" + SignIns.PARAMETER + "=" + id);
            case NextStep.AskEnrolment _ ->
                pages.sendOn(response, "/sign-in/second-factor/enrol?" + SignIns.PARAMETER + "=" + id);
            case OpenPortal open -> open(request, response, signIn, open);
            case OpenConsole open -> enter(request, response, signIn, open);
            case NextStep.ProveAnew(var why, var partner) ->
                refusals.refuseAs(
                        "refused.removed",
                        request,
                        response,
                        Type.SECOND_FACTOR,
                        witness.of(request, signIn),
                        why,
                        partner);
            case NextStep.Stop(var why, var partner) ->
                refusals.refuse(request, response, Type.FIRST_FACTOR, witness.of(request, signIn), why, partner);
        }
    }

    private void open(HttpServletRequest request, HttpServletResponse response, SignIn signIn, OpenPortal open)
            throws IOException {
        var account = open.account();
        var context = witness.of(request, signIn)
                .about(account.id().value(), account.email())
                .assuredBy(open.by());
        switch (portal.open(HandOffRequest.of(signIn.journey(), open), context)) {
            case HandOff.Opened(var sid, var location) -> {
                if (signIn instanceof Assured || glass.watches(account)) {
                    transactions.executeWithoutResult(_ -> {
                        if (signIn instanceof Assured) {
                            secondFactor.reset(account);
                        }
                        glass.signedIn(account, GlassUse.Door.PORTAL, context);
                    });
                }
                signIns.forget(response, signIn);
                signedIn.remember(response, sid);
                pages.sendOn(response, location.toString());
            }
            case HandOff.Refused(var why) -> refuse(request, response, context, why, open);
            case HandOff.TryAgain(var why) -> {
                signIns.keep(request, response, signIn); // ten more minutes to try in
                refusals.offerRetry(request, response, signIn.journey(), why, open.partner());
            }
        }
    }

    // The reasons' own texts are for the first time they are met; here it is too late for what they advise.
    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            EventContext context,
            Refusal why,
            OpenPortal open)
            throws IOException {
        switch (why.reason()) {
            case REPLAYED -> refusals.showAs("refused.used", request, response, context, why, open.partner());
            case PORTAL_UNAVAILABLE ->
                refusals.showAs("refused.given-up", request, response, context, why, open.partner());
            default -> refusals.show(request, response, context, why, open.partner());
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, SignIn signIn, OpenConsole open)
            throws IOException {
        var account = open.account();
        var context = witness.of(request, signIn)
                .about(account.id().value(), account.email())
                .assuredBy(open.by());
        var proof = open.proof();
        var visit = new ConsoleDoor.Visit(
                signIn.journey().id(), account, proof.type(), open.by(), proof.provider(), named(signIn, proof));
        switch (console.enter(request, response, visit, context)) {
            case ConsoleDoor.Entrance.Open _ -> {
                transactions.executeWithoutResult(_ -> secondFactor.reset(account));
                signIns.forget(response, signIn);
                pages.sendOn(response, ReturnTo.inConsole(signIn.journey().returnTo()));
            }
            case ConsoleDoor.Entrance.Refused(var why) ->
                refusals.show(request, response, context, why, open.partner());
        }
    }

    // What a logout names the session by travels with the sign-in, or was too long for that.
    private @Nullable SamlSession named(SignIn signIn, Proof proof) {
        return proof.samlSession() != null || proof.provider() == null
                ? proof.samlSession()
                : named.kept(signIn.journey().id()).orElse(null);
    }
}
