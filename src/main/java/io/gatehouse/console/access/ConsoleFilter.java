package io.gatehouse.console.access;

import io.gatehouse.account.role.Role;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/** Who is this, and may they? Asked anew with every request. Whoever has no session is sent to sign in. */
class ConsoleFilter extends OncePerRequestFilter {
    private final Administrators administrators;
    private final Turned turned;

    ConsoleFilter(Administrators administrators, Turned turned) {
        this.administrators = administrators;
        this.turned = turned;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var who = administrators.at(request);
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
}
