package io.gatehouse.console.access;

import io.gatehouse.account.Account;
import io.gatehouse.account.Accounts;
import io.gatehouse.account.role.Role;
import io.gatehouse.account.role.Roles;
import io.gatehouse.account.session.ConsoleSession;
import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Who is this, and may they? Session, account and roles are read from the database with every request, so that ending,
 * suspending and revoking act at once. Whoever has no session is sent to sign in.
 */
class ConsoleFilter extends OncePerRequestFilter {
    private final ConsoleSessions sessions;
    private final ConsoleCookie cookie;
    private final Accounts accounts;
    private final Roles roles;
    private final Turned turned;

    ConsoleFilter(ConsoleSessions sessions, ConsoleCookie cookie, Accounts accounts, Roles roles, Turned turned) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.accounts = accounts;
        this.roles = roles;
        this.turned = turned;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = cookie.token(request).flatMap(sessions::recognise).flatMap(this::administrator);
        if (who.isEmpty()) {
            ask(request, response);
            return;
        }
        var me = who.get();
        request.setAttribute(Administrator.ME, me);
        if (!Rights.allow(me, request.getMethod(), request.getRequestURI())) {
            var roles = me.roles().stream().map(Role::code).sorted().toList();
            turned.away(request, response, me, Reason.NOT_PERMITTED.because(Evidence.of("roles", roles)));
            return;
        }
        chain.doFilter(request, response);
    }

    private void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("GET")) {
            turned.away(request, response, null, Reason.NOT_PERMITTED.because(Evidence.of("got", "no session")));
            return;
        }
        var wish = URLEncoder.encode(request.getRequestURI(), StandardCharsets.UTF_8);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/sign-in/console?return_to=" + wish);
    }

    private Optional<Administrator> administrator(ConsoleSession session) {
        return accounts.find(session.account())
                .filter(account -> account.status() == Account.Status.ACTIVE)
                .map(account ->
                        new Administrator(account, roles(roles, account, session.authenticationType()), session))
                .filter(who -> !who.roles().isEmpty());
    }

    /** The roles that count for somebody who came in so. */
    static Set<Role> roles(Roles roles, Account account, AuthenticationType type) {
        var all = EnumSet.noneOf(Role.class);
        all.addAll(roles.granted(account));
        if (type == AuthenticationType.SSO) {
            all.addAll(roles.byGroup(account));
        }
        return all;
    }
}
