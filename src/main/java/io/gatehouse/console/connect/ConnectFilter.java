package io.gatehouse.console.connect;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.SignInCsrf;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows who connects. Without a session nobody comes further than to a link. */
public final class ConnectFilter extends OncePerRequestFilter {
    /**
     * The request attribute with the session, there on every page but a link's. Whose session it is, if somebody's of the
     * console, is beside it as {@link Administrator#ME}.
     */
    public static final String SESSION = "io.gatehouse.connect.session";

    private static final Pattern LINK = Pattern.compile("/connect/[A-Za-z0-9_-]{43}");

    private final ConnectDoor door;
    private final LinkMakers makers;
    private final ConnectRefusals refusals;

    ConnectFilter(ConnectDoor door, LinkMakers makers, ConnectRefusals refusals) {
        this.door = door;
        this.makers = makers;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held = door.session(request);
        var session = held.filter(s -> counts(request, s));
        // A token of one session's forms does not serve another's.
        request.setAttribute(
                SignInCsrf.SIGN_IN, session.map(s -> s.id().toString()).orElse("connect"));
        session.ifPresent(s -> request.setAttribute(SESSION, s));
        if (session.isEmpty() && !LINK.matcher(request.getRequestURI()).matches()) {
            turnAway(request, response, held);
            return;
        }
        chain.doFilter(request, response);
    }

    /** What came of a link counts while its maker does; what came of the console counts while its person may. */
    private boolean counts(HttpServletRequest request, ConnectSession session) {
        if (session.consoleSession() == null) {
            return makers.stand(session);
        }
        var me = door.administrator(request, session);
        me.ifPresent(who -> request.setAttribute(Administrator.ME, who));
        return me.isPresent();
    }

    private void turnAway(HttpServletRequest request, HttpServletResponse response, Optional<ConnectSession> held)
            throws IOException {
        if (held.isEmpty() || held.get().consoleSession() == null) {
            refusals.refuse(
                    request,
                    response,
                    Reason.CONNECT_LINK_EXPIRED.because(Evidence.of("got", "no session that lasts")));
        } else if (request.getMethod().equals("GET")) {
            // Where whoever has only been away too long signs in again, and whoever may no more is told so.
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/console/partners/" + held.get().partner());
        } else {
            refusals.refuse(
                    request,
                    response,
                    Reason.NOT_PERMITTED.because(Evidence.of("got", "a session of the console that is over")));
        }
    }
}
