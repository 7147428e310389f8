package io.gatehouse.console.partner;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a partner's page says of connecting identity providers. */
@Component
class PartnerConnections {
    private final Partners partners;

    PartnerConnections(Partners partners) {
        this.partners = partners;
    }

    void show(Partner partner, Administrator me, Model model) {
        model.addAttribute("mayConnect", mayConnect(partner, me));
    }

    /** Whether they may; of a partner that comes from a file nobody may, since the folder says what it has. */
    boolean mayConnect(Partner partner, Administrator me) {
        return partner.source() == null
                && me.mayChange(partner.id())
                && partners.standing(partner.id()).isPresent();
    }
}
