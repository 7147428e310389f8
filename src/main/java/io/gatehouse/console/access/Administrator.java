package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.console.page.Actors;
import io.gatehouse.partner.PartnerId;
import java.util.Set;

/** Somebody at the console, as the database knows them at this request. */
public record Administrator(Account account, Set<Role> roles, ConsoleSession session) {
    /** The request attribute that holds them; pages and controllers know them by this name. */
    public static final String ME = "me";

    public Administrator {
        roles = Set.copyOf(roles);
    }

    /** How login events name them. */
    public String actor() {
        return Actors.ACCOUNT + account.id();
    }

    /** Whether they see all partners. */
    public boolean seesAll() {
        return roles.contains(Role.ADMIN) || roles.contains(Role.AUDITOR);
    }

    /** Whether they may change anything. */
    public boolean mayChangeAll() {
        return roles.contains(Role.ADMIN);
    }

    /** Whether they see this partner. */
    public boolean sees(PartnerId partner) {
        return seesAll() || isPartnerAdminOf(partner);
    }

    /** Whether they may change what is this partner's. */
    public boolean mayChange(PartnerId partner) {
        return mayChangeAll() || isPartnerAdminOf(partner);
    }

    private boolean isPartnerAdminOf(PartnerId partner) {
        return roles.contains(Role.PARTNER_ADMIN) && account.partner().equals(partner);
    }
}
