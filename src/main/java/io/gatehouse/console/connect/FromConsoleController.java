package io.gatehouse.console.connect;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.page.Missing;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The way in for somebody of the console: to a partner's connections, or on with one of them. */
@Controller
class FromConsoleController {
    private static final String PARTNER = "/console/partners/{partner}";

    /** The pages of a connection that the console leads to. */
    private static final Set<String> PAGES = Set.of("guide", "metadata", "attributes", "test", "activate");

    private final ConnectDoor door;
    private final Partners partners;
    private final IdentityProviders providers;
    private final Pages pages;

    FromConsoleController(ConnectDoor door, Partners partners, IdentityProviders providers, Pages pages) {
        this.door = door;
        this.partners = partners;
        this.providers = providers;
        this.pages = pages;
    }

    @PostMapping(PARTNER + "/connect")
    void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("partner") String name,
            @RequestAttribute(Administrator.ME) Administrator me) {
        door.open(request, response, partner(name).id(), me);
        pages.sendOn(response, ConnectDoor.HOME);
    }

    @PostMapping(PARTNER + "/identity-providers/{provider}/connect")
    void goOn(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("partner") String name,
            @PathVariable("provider") String id,
            @RequestParam("page") String page,
            @RequestAttribute(Administrator.ME) Administrator me) {
        var partner = partner(name);
        var provider = Optional.of(id)
                .filter(RegistrationId::isOne)
                .map(RegistrationId::new)
                .flatMap(providers::find)
                .filter(p -> p.partner().equals(partner.id()))
                .orElseThrow(Missing::new);
        if (!PAGES.contains(page)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        door.open(request, response, partner.id(), me);
        pages.sendOn(response, ConnectDoor.HOME + "/providers/" + provider.id() + "/" + page);
    }

    private Partner partner(String name) {
        return partners.standing(Missing.partner(name)).orElseThrow(Missing::new);
    }
}
