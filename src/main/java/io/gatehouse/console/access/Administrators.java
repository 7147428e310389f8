package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.partner.AuthenticationType;
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
