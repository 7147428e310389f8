package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.AccountId;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.PartnerId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is at the console. Session, account and roles are read from the database with every request, so that ending,
 * suspending and revoking act at once.
 */
@Component
public class Administrators {
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final Accounts accounts;
    private final Roles roles;

    Administrators(ConsoleSessions sessions, ConsoleCookie cookie, Accounts accounts, Roles roles) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.accounts = accounts;
        this.roles = roles;
    }

    /** Whose session this browser holds, if it lasts, its person is active and has a role left. */
    public Optional<Administrator> at(HttpServletRequest request) {
        return cookie.token(request).flatMap(sessions::recognise).flatMap(this::of);
    }

    private Optional<Administrator> of(ConsoleSession session) {
        return accounts.find(session.account())
                .filter(account -> account.status() == Account.Status.ACTIVE)
                .map(account -> new Administrator(account, roles(account, session.authenticationType()), session))
                .filter(who -> !who.roles().isEmpty());
    }

    /** Whether this account could change that partner if it came in now, by a role of its own or of its groups. */
    public boolean couldChange(AccountId id, PartnerId partner) {
        return accounts.find(id)
                .filter(account -> account.status() == Account.Status.ACTIVE)
                .filter(account -> {
                    var held = roles(account, AuthenticationType.SSO);
                    return held.contains(Role.ADMIN)
                            || (held.contains(Role.PARTNER_ADMIN)
                                    && account.partner().equals(partner));
                })
                .isPresent();
    }

    /** The roles that count for somebody who came in so. */
    Set<Role> roles(Account account, AuthenticationType type) {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles.granted(account));
        if (type == AuthenticationType.SSO) {
            all.addAll(roles.byGroup(account));
        }
        return all;
    }
}
