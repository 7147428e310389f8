package io.gatehouse.signin.password;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.password.Passwords;
import io.gatehouse.password.Passwords.Check;
import io.gatehouse.password.Passwords.Who;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import io.gatehouse.signin.Crossroads;
import io.gatehouse.signin.NextStep.AskPassword;
import io.gatehouse.signin.flight.Proof;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Proven;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.refusal.Advice;
import io.gatehouse.signin.refusal.FloodGate;
import io.gatehouse.signin.refusal.Refusals;
import io.gatehouse.signin.refusal.Witness;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the password. What it answers to a wrong one is the same whatever is wrong; the event knows. */
@Controller
class PasswordController {
    private final SignIns signIns;
    private final Crossroads crossroads;
    private final Passwords passwords;
    private final Partners partners;
    private final ConsolePartner vendor;
    private final Refusals refusals;
    private final Witness witness;
    private final FloodGate flood;
    private final Advice advice;
    private final Pages pages;
    private final Clock clock;

    PasswordController(
            SignIns signIns,
            Crossroads crossroads,
            Passwords passwords,
            Partners partners,
            ConsolePartner vendor,
            Refusals refusals,
            Witness witness,
            FloodGate flood,
            Advice advice,
            Pages pages,
            Clock clock) {
        this.signIns = signIns;
        this.crossroads = crossroads;
        this.passwords = passwords;
        this.partners = partners;
        this.vendor = vendor;
        this.refusals = refusals;
        this.witness = witness;
        this.flood = flood;
        this.advice = advice;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/sign-in/password")
    void ask(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id)
            throws IOException {
        var chosen = chosen(request, id);
        if (chosen == null) {
            pages.sendOn(response, "/sign-in");
            return;
        }
        show(request, response, chosen, chosen.email(), null);
    }

    @PostMapping("/sign-in/password")
    void check(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = SignIns.PARAMETER, defaultValue = "") String id,
            @RequestParam(name = "email", defaultValue = "") String typed,
            @RequestParam(name = "password", defaultValue = "") String password)
            throws IOException {
        var chosen = chosen(request, id);
        if (chosen == null) {
            pages.sendOn(response, "/sign-in");
            return;
        }
        var partner = partners.find(chosen.partner()).orElseThrow();
        var who = who(chosen, partner);
        if (who.isEmpty()) {
            var why = Reason.AUTHENTICATION_TYPE_NOT_ALLOWED.refused();
            refusals.refuse(request, response, Type.FIRST_FACTOR, witness.of(request, chosen), why, partner);
            return;
        }
        // Whose password it is was settled by the page before, but for administrators who come straight here.
        var email = chosen.email() == null ? typed.strip() : chosen.email();
        var context = witness.of(request, chosen).about(null, email);
        switch (passwords.check(partner, email, password, who.get(), context)) {
            case Check.Right(var account) -> {
                if (chosen.email() != null) {
                    flood.finished(context);
                }
                var proof = new Proof(AuthenticationType.CLOUD, null, clock.instant(), List.of(), null);
                signIns.keep(request, response, new Proven(chosen.journey(), partner.id(), account.id(), proof));
                pages.sendOn(response, "/sign-in/next?" + SignIns.PARAMETER + "=" + id);
            }
            case Check.Wrong(var why) -> {
                flood.failed(context);
                show(request, response, chosen, email, why);
            }
        }
    }

    private Optional<Who> who(Chosen chosen, Partner partner) {
        if (partner.authenticationTypes().contains(AuthenticationType.CLOUD)) {
            return Optional.of(Who.EVERYBODY);
        }
        boolean console = chosen.journey().purpose() == Purpose.CONSOLE;
        return console && partner.id().equals(vendor.id()) ? Optional.of(Who.BREAK_GLASS) : Optional.empty();
    }

    private @Nullable Chosen chosen(HttpServletRequest request, String id) {
        return signIns.find(request, id)
                                .filter(signIn -> crossroads.next(signIn) instanceof AskPassword)
                                .orElse(null)
                        instanceof Chosen chosen
                ? chosen
                : null;
    }

    private void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Chosen chosen,
            @Nullable String email,
            @Nullable Refusal why)
            throws IOException {
        var id = chosen.journey().id().toString();
        request.setAttribute(SignInCsrf.SIGN_IN, id);
        var model = new HashMap<String, @Nullable Object>();
        model.put("signIn", id);
        model.put("email", email);
        model.put("known", chosen.email() != null);
        model.put("console", chosen.journey().purpose() == Purpose.CONSOLE);
        model.put("reference", chosen.journey().reference().value());
        model.put("error", why == null ? null : "reason." + why.reason().code());
        model.put(
                "code",
                why == null || !why.reason().tellable() ? null : why.reason().code());
        model.put("advice", why == null ? null : advice.on(why, chosen.partner()));
        pages.show(request, response, why == null ? 200 : why.reason().status(), "password", model);
    }
}
