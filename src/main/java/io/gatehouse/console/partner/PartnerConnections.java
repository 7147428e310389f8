package io.gatehouse.console.partner;

import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.console.access.Administrator;
import io.gatehouse.identityprovider.connect.ConnectLinks;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a partner's page says of connecting identity providers: whether one may, and the set-up links there are. */
@Component
class PartnerConnections {
    private static final int SOME = 20;
    private static final Pattern ACCOUNT = Pattern.compile("account:([0-9a-f-]{36})");

    private final Partners partners;
    private final ConnectLinks links;
    private final Accounts accounts;

    PartnerConnections(Partners partners, ConnectLinks links, Accounts accounts) {
        this.partners = partners;
        this.links = links;
        this.accounts = accounts;
    }

    void show(Partner partner, Administrator me, Model model) {
        model.addAttribute("mayConnect", mayConnect(partner, me));
        model.addAttribute(
                "links",
                links.ofPartner(partner.id()).stream()
                        .limit(SOME)
                        .map(link -> LinkLine.of(link, name(link.createdBy())))
                        .toList());
    }

    /** Whether they may; of a partner that comes from a file nobody may, since the folder says what it has. */
    boolean mayConnect(Partner partner, Administrator me) {
        return partner.source() == null
                && me.mayChange(partner.id())
                && partners.standing(partner.id()).isPresent();
    }

    // Events name accounts by what never changes; people know addresses.
    private String name(String actor) {
        var account = ACCOUNT.matcher(actor);
        return account.matches()
                ? Optional.of(new AccountId(UUID.fromString(account.group(1))))
                        .flatMap(accounts::find)
                        .map(a -> a.email())
                        .orElse(actor)
                : actor;
    }
}
