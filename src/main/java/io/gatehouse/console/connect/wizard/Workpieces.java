package io.gatehouse.console.connect.wizard;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.connect.ConnectFilter;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.connect.ChosenVendors;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.identityprovider.lifecycle.Change;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Finds what a session may work on. Another partner's connection is answered as one that does not exist. */
@Component
class Workpieces {
    private final ProviderLives lives;
    private final Partners partners;
    private final ChosenVendors chosen;
    private final VendorGuides guides;
    private final Origins origins;

    Workpieces(ProviderLives lives, Partners partners, ChosenVendors chosen, VendorGuides guides, Origins origins) {
        this.lives = lives;
        this.partners = partners;
        this.chosen = chosen;
        this.guides = guides;
        this.origins = origins;
    }

    ConnectSession session(HttpServletRequest request) {
        if (request.getAttribute(ConnectFilter.SESSION) instanceof ConnectSession session) {
            return session;
        }
        throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }

    Partner partner(HttpServletRequest request) {
        return partners.find(session(request).partner()).orElseThrow();
    }

    /** The connection of this id, if it is of the session's partner; else 404. */
    Workpiece of(HttpServletRequest request, String id) {
        var session = session(request);
        var life = Optional.of(id)
                .filter(RegistrationId::isOne)
                .map(RegistrationId::new)
                .flatMap(lives::find)
                .filter(l -> l.provider().partner().equals(session.partner()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return new Workpiece(session, partner(request), life, guides.of(vendor(life)), seesAll(request));
    }

    /** Whether whoever has the session sees all partners anyway, as administrators of the console do. */
    boolean seesAll(HttpServletRequest request) {
        return request.getAttribute(Administrator.ME) instanceof Administrator me && me.seesAll();
    }

    /** A change by whoever has the session. */
    Change change(HttpServletRequest request) {
        return Change.by(session(request).actor(), origins.of(request));
    }

    private Vendor vendor(ProviderLife life) {
        return chosen.of(life.provider().id()).orElseGet(() -> recognised(life));
    }

    /** The vendor of its metadata. */
    static Vendor recognised(ProviderLife life) {
        return life.latest()
                .flatMap(chapter -> Optional.ofNullable(chapter.version().metadata()))
                .map(metadata -> metadata.vendor())
                .orElse(Vendor.GENERIC);
    }
}
