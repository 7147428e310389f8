package io.gatehouse.signin;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.References;
import io.gatehouse.keys.Randomness;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.signin.flight.Journey;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn.Chosen;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.flight.SignIns;
import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where sign-ins start: for the portal, for the console, and for the console when nothing else works. */
@Controller
class SignInController {
    private final SignIns signIns;
    private final LogOnPage page;
    private final Partners partners;
    private final ConsolePartner vendor;
    private final References references;
    private final Randomness randomness;
    private final ReturnTo returnTo;
    private final Pages pages;
    private final Clock clock;

    SignInController(
            SignIns signIns,
            LogOnPage page,
            Partners partners,
            ConsolePartner vendor,
            References references,
            Randomness randomness,
            ReturnTo returnTo,
            Pages pages,
            Clock clock) {
        this.signIns = signIns;
        this.page = page;
        this.partners = partners;
        this.vendor = vendor;
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
                .flatMap(partners::find)
                .map(Partner::id);
        var journey = journey(Purpose.PORTAL, returnTo.checked(wish));
        start(request, response, new Started(journey, known.orElse(null)), loginHint);
    }

    /** The way into the console: for the vendor's own people, and for partners' administrators by their own domain. */
    @GetMapping("/sign-in/console")
    void askForConsole(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "login_hint", required = false) @Nullable String loginHint,
            @RequestParam(name = "return_to", required = false) @Nullable String wish)
            throws IOException {
        var journey = journey(Purpose.CONSOLE, ReturnTo.inConsole(wish));
        start(request, response, new Started(journey, vendor.id()), loginHint);
    }

    /** The way for administrators whose identity provider is down: straight to a password kept here. */
    @GetMapping("/sign-in/break-glass")
    void breakGlass(HttpServletRequest request, HttpServletResponse response) {
        var journey = journey(Purpose.CONSOLE, ReturnTo.inConsole(null));
        signIns.keep(request, response, new Chosen(journey, vendor.id(), AuthenticationType.CLOUD, null, null));
        pages.sendOn(response, "/sign-in/next?" + SignIns.PARAMETER + "=" + journey.id());
    }

    private void start(
            HttpServletRequest request, HttpServletResponse response, Started started, @Nullable String loginHint)
            throws IOException {
        signIns.keep(request, response, started);
        page.show(request, response, started, loginHint, null);
    }

    private Journey journey(Purpose purpose, @Nullable String to) {
        return new Journey(randomness.uuid(), references.next(), clock.instant(), to, purpose);
    }
}
