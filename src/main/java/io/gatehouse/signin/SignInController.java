package io.gatehouse.signin;

import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.keys.Randomness;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.signin.HomeRealm.Realm;
import io.gatehouse.signin.flight.Journey;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log-on page: e-mail first; the domain says where to prove who one is. */
@Controller
class SignInController {
    private final SignIns signIns;
    private final HomeRealm homeRealm;
    private final Partners partners;
    private final Refusals refusals;
    private final Witness witness;
    private final References references;
    private final Randomness randomness;
    private final ReturnTo returnTo;
    private final Pages pages;
    private final Clock clock;

    SignInController(
            SignIns signIns,
            HomeRealm homeRealm,
            Partners partners,
            Refusals refusals,
            Witness witness,
            References references,
            Randomness randomness,
            ReturnTo returnTo,
            Pages pages,
            Clock clock) {
        this.signIns = signIns;
        this.homeRealm = homeRealm;
        this.partners = partners;
        this.refusals = refusals;
        this.witness = witness;
        this.references = references;
        this.randomness = randomness;
        this.returnTo = returnTo;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/")
    void home(HttpServletResponse response) {
        pages.sendOn(response, "/sign-in");
    }

    @GetMapping("/sign-in")
    void ask(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "partner", required = false) @Nullable String partner,
            @RequestParam(name = "login_hint", required = false) @Nullable String loginHint,
            @RequestParam(name = "return_to", required = false) @Nullable String wish)
            throws IOException {
        var known = Optional.ofNullable(partner)
                .filter(PartnerId::isOne)
                .map(PartnerId::new)
                .flatMap(partners::find);
        var journey = new Journey(
                randomness.uuid(), references.next(), clock.instant(), returnTo.checked(wish), Purpose.PORTAL);
        var started = new Started(journey, known.map(Partner::id).orElse(null));
        signIns.keep(request, response, started);
        show(request, response, started, known.orElse(null), loginHint, null);
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
            show(request, response, signIn, partnerOf(signIn), email, "sign-in.email.invalid");
            return;
        }
        switch (homeRealm.of(email)) {
            case Realm.At at -> send(request, response, signIn, at.provider(), email);
            case Realm.OneOf(var partner, var several) -> {
                var chosen = several.stream()
                        .filter(p -> p.id().value().equals(choice))
                        .findFirst();
                if (chosen.isPresent()) {
                    send(request, response, signIn, chosen.get(), email);
                } else {
                    pages.show(
                            request,
                            response,
                            200,
                            "choose",
                            Map.of("signIn", id, "partner", partner, "choices", choices(several), "email", email));
                }
            }
            case Realm.Nowhere(var partner, var why) -> {
                var about = new Started(signIn.journey(), partner == null ? null : partner.id());
                refusals.refuse(
                        request,
                        response,
                        Type.SIGN_IN_STARTED,
                        witness.of(request, about),
                        why.with("domain", domain(email)),
                        partner);
            }
        }
    }

    // The log-on page cannot name every IdP in its form-action, and a redirect from its form would be held to it; so
    // the
    // way on is a page that leads there by itself (Refresh), or by its link.
    private void send(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            IdentityProvider provider,
            String email)
            throws IOException {
        var full = new Chosen(signIn.journey(), provider.partner(), provider.id(), email);
        // The address is a hint from here on; one that is too long to travel is not worth a failure.
        var chosen = signIns.fits(full) ? full : new Chosen(full.journey(), full.partner(), full.provider(), null);
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

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            @Nullable Partner partner,
            @Nullable String email,
            @Nullable String error)
            throws IOException {
        var id = signIn.journey().id().toString();
        request.setAttribute(SignInCsrf.SIGN_IN, id);
        var model = new HashMap<String, @Nullable Object>();
        model.put("signIn", id);
        model.put("partner", partner);
        model.put("email", email);
        model.put("error", error);
        pages.show(request, response, error == null ? 200 : 400, "sign-in", model);
    }

    private @Nullable Partner partnerOf(SignIn signIn) {
        return signIn instanceof Started s && s.partner() != null
                ? partners.find(s.partner()).orElse(null)
                : null;
    }

    private static List<Choice> choices(List<IdentityProvider> several) {
        return several.stream()
                .map(p -> new Choice(p.id().value(), host(p.version().metadata())))
                .toList();
    }

    private static String host(@Nullable IdpMetadata metadata) {
        return Optional.ofNullable(metadata)
                .flatMap(IdpMetadata::preferredSignOn)
                .map(e -> URI.create(e.location()).getHost())
                .orElse("");
    }

    /** One of several identity providers, as a person can tell them apart. */
    record Choice(String id, String host) {}

    private static String domain(String email) {
        return HomeRealm.domain(email).orElse("");
    }
}
