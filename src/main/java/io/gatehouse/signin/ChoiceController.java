package io.gatehouse.signin;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.signin.HomeRealm.Realm;
import io.gatehouse.signin.flight.Journey;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The e-mail address says whose people these are, and so how they prove who they are; where there are several ways, they choose. */
@Controller
class ChoiceController {
    /** What the page of ways calls a password kept here; no provider's id can be so: they have no colon. */
    private static final String PASSWORD = "type:cloud";

    private final SignIns signIns;
    private final HomeRealm homeRealm;
    private final LogOnPage page;
    private final Partners partners;
    private final Refusals refusals;
    private final Witness witness;
    private final FloodGate flood;
    private final LoginEvents events;
    private final TransactionOperations transactions;
    private final VendorGuides vendors;
    private final Pages pages;

    ChoiceController(
            SignIns signIns,
            HomeRealm homeRealm,
            LogOnPage page,
            Partners partners,
            Refusals refusals,
            Witness witness,
            FloodGate flood,
            LoginEvents events,
            TransactionOperations transactions,
            VendorGuides vendors,
            Pages pages) {
        this.signIns = signIns;
        this.homeRealm = homeRealm;
        this.page = page;
        this.partners = partners;
        this.refusals = refusals;
        this.witness = witness;
        this.flood = flood;
        this.events = events;
        this.transactions = transactions;
        this.vendors = vendors;
        this.pages = pages;
    }

    @PostMapping("/sign-in")
    void choose(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id,
            @RequestParam(name = "email", defaultValue = "") String typed,
            @RequestParam(name = "provider", required = false) @Nullable String choice)
            throws IOException {
        var found = signIns.find(request, id).filter(s -> s instanceof Started || s instanceof Chosen);
        if (found.isEmpty()) {
            pages.sendOn(response, "/sign-in"); // too old, or not of this browser: a fresh page, no harm done
            return;
        }
        var signIn = found.get();
        var email = typed.strip();
        if (HomeRealm.domain(email).isEmpty()) {
            page.show(request, response, signIn, email, "sign-in.email.invalid");
            return;
        }
        switch (homeRealm.of(email, signIn instanceof Started s ? s.partner() : null)) {
            case Realm.Here(var partner) -> ask(request, response, signIn, partner, email);
            case Realm.At at -> send(request, response, signIn, at.provider(), email);
            case Realm.OneOf several -> oneOf(request, response, signIn, several, email, choice);
            case Realm.Nowhere(var partner, var why) -> {
                var about = new Started(signIn.journey(), partner == null ? null : partner.id());
                var domain = HomeRealm.domain(email).orElse("");
                var context = witness.of(request, about);
                refusals.refuse(request, response, Type.SIGN_IN_STARTED, context, why.with("domain", domain), partner);
            }
        }
    }

    private void oneOf(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            Realm.OneOf several,
            String email,
            @Nullable String choice)
            throws IOException {
        if (several.password() && PASSWORD.equals(choice)) {
            ask(request, response, signIn, several.partner(), email);
            return;
        }
        var chosen = several.providers().stream()
                .filter(p -> p.id().value().equals(choice))
                .findFirst();
        if (chosen.isPresent()) {
            send(request, response, signIn, chosen.get(), email);
            return;
        }
        var model = Map.of(
                "signIn", signIn.journey().id().toString(),
                "partner", several.partner(),
                "ways", Way.of(several.partner(), several.providers(), vendors),
                "password", several.password() ? PASSWORD : "",
                "email", email);
        pages.show(request, response, 200, "choose", model);
    }

    private void ask(
            HttpServletRequest request, HttpServletResponse response, SignIn signIn, Partner partner, String email) {
        var full = new Chosen(signIn.journey(), partner.id(), AuthenticationType.CLOUD, null, email);
        // The address is needed; where to go at the portal can be done without.
        var chosen = signIns.fits(full)
                ? full
                : new Chosen(withoutWish(full.journey()), partner.id(), AuthenticationType.CLOUD, null, email);
        var context = witness.of(request, chosen);
        flood.started(context);
        transactions.executeWithoutResult(_ -> events.append(context.success(Type.SIGN_IN_STARTED, Evidence.NONE)));
        signIns.keep(request, response, chosen);
        pages.sendOn(
                response,
                "/sign-in/next?" + SignIns.PARAMETER + "=" + signIn.journey().id());
    }

    private static Journey withoutWish(Journey journey) {
        return new Journey(journey.id(), journey.reference(), journey.startedAt(), null, journey.purpose());
    }

    // The log-on page cannot name every IdP in its form-action, and a redirect from its form would be held to it; so
    // the way on is a page that leads there by itself (Refresh), or by its link.
    private void send(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            IdentityProvider provider,
            String email)
            throws IOException {
        var full = Chosen.sso(signIn.journey(), provider.partner(), provider.id(), email);
        // The address is a hint from here on; one that is too long to travel is not worth a failure.
        var chosen = signIns.fits(full) ? full : Chosen.sso(full.journey(), full.partner(), provider.id(), null);
        signIns.keep(request, response, chosen);
        var address = authenticate(provider.id(), chosen);
        response.setHeader("Refresh", "0; url=" + address);
        var model = new HashMap<String, @Nullable Object>();
        model.put("address", address);
        model.put("partner", partners.find(provider.partner()).orElse(null));
        pages.show(request, response, 200, "leaving", model);
    }

    static String authenticate(RegistrationId provider, SignIn signIn) {
        return "/saml2/authenticate/" + provider + "?" + SignIns.PARAMETER + "="
                + signIn.journey().id();
    }
}
