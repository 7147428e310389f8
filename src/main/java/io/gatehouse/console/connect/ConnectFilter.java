package io.gatehouse.console.connect;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.signin.page.SignInCsrf;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows who connects. Without a session nobody comes further than to a link. */
public final class ConnectFilter extends OncePerRequestFilter {
    /** The request attribute with the session, there on every page but a link's. */
    public static final String SESSION = "io.gatehouse.connect.session";

    private static final Pattern LINK = Pattern.compile("/connect/[A-Za-z0-9_-]{43}");

    private final ConnectDoor door;
    private final ConnectRefusals refusals;

    ConnectFilter(ConnectDoor door, ConnectRefusals refusals) {
        this.door = door;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = door.session(request);
        // A token of one session's forms does not serve another's.
        request.setAttribute(
                SignInCsrf.SIGN_IN, session.map(s -> s.id().toString()).orElse("connect"));
        session.ifPresent(s -> request.setAttribute(SESSION, s));
        if (session.isEmpty() && !LINK.matcher(request.getRequestURI()).matches()) {
            refusals.refuse(
                    request,
                    response,
                    Reason.CONNECT_LINK_EXPIRED.because(Evidence.of("got", "no session that lasts")));
            return;
        }
        chain.doFilter(request, response);
    }
}
