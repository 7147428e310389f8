package io.gatehouse.console.connect;

import io.gatehouse.identityprovider.connect.ConnectLink;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The way in and out. Looking at a link uses nothing up, since mail scanners look too; the button does, once. */
@Controller
class LinkController {
    private static final String LINK = "/connect/{token:[A-Za-z0-9_-]{43}}";

    private final ConnectLinks links;
    private final LinkMakers makers;
    private final ConnectDoor door;
    private final ConnectRefusals refusals;
    private final Partners partners;
    private final Origins origins;
    private final Pages pages;

    LinkController(
            ConnectLinks links,
            LinkMakers makers,
            ConnectDoor door,
            ConnectRefusals refusals,
            Partners partners,
            Origins origins,
            Pages pages) {
        this.links = links;
        this.makers = makers;
        this.door = door;
        this.refusals = refusals;
        this.partners = partners;
        this.origins = origins;
        this.pages = pages;
    }

    @GetMapping(LINK)
    void look(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable("token") String token,
            @RequestAttribute(name = ConnectFilter.SESSION, required = false) @Nullable ConnectSession session)
            throws IOException {
        var link = links.find(token);
        if (session != null
                && link.filter(l -> l.actor().equals(session.actor())).isPresent()) {
            pages.sendOn(response, ConnectDoor.HOME);
            return;
        }
        var partner = link.filter(l -> l.state() == ConnectLink.State.OPEN)
                .filter(makers::stand)
                .flatMap(this::partner);
        if (partner.isEmpty()) {
            refuse(request, response, link);
            return;
        }
        pages.showOf(
                "connect",
                request,
                response,
                200,
                "link",
                Map.of("partner", partner.get(), "link", true, "action", request.getRequestURI()));
    }

    @PostMapping(LINK)
    void use(HttpServletRequest request, HttpServletResponse response, @PathVariable("token") String token)
            throws IOException {
        var opened = links.find(token).filter(makers::stand).flatMap(_ -> links.use(token, origins.of(request)));
        if (opened.isEmpty()) {
            refuse(request, response, links.find(token));
            return;
        }
        door.give(response, opened.get());
        pages.sendOn(response, ConnectDoor.HOME);
    }

    @PostMapping("/connect/leave")
    void leave(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestAttribute(ConnectFilter.SESSION) ConnectSession session)
            throws IOException {
        door.end(request, response, session);
        if (session.consoleSession() != null) {
            pages.sendOn(response, "/console/partners/" + session.partner());
            return;
        }
        pages.showOf("connect", request, response, 200, "left", Map.of());
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, Optional<ConnectLink> link)
            throws IOException {
        var got = link.map(l -> l.state().name().toLowerCase(Locale.ROOT)).orElse("unknown");
        var evidence = Evidence.of("got", got)
                .and("connect_link", link.map(l -> l.id()).orElse(null));
        refusals.refuse(request, response, Reason.CONNECT_LINK_EXPIRED.because(evidence));
    }

    private Optional<Partner> partner(ConnectLink link) {
        return partners.find(link.partner());
    }
}
