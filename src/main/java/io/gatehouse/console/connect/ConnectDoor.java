package io.gatehouse.console.connect;

import io.gatehouse.console.access.Administrator;
import io.gatehouse.console.access.Administrators;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.identityprovider.connect.ConnectSessions;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.signin.page.Origins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a browser holds of a connect session: the cookie {@code gatehouse-connect}. */
@Component
public class ConnectDoor {
    /** Where whoever has a session begins. */
    static final String HOME = "/connect";

    private static final String COOKIE = "gatehouse-connect";

    private final ConnectSessions sessions;
    private final Administrators administrators;
    private final Cookies cookies;
    private final Origins origins;

    ConnectDoor(ConnectSessions sessions, Administrators administrators, Cookies cookies, Origins origins) {
        this.sessions = sessions;
        this.administrators = administrators;
        this.cookies = cookies;
        this.origins = origins;
    }

    /** Lets somebody of the console in for this partner, and out of any other. Whether they may was decided there. */
    void open(HttpServletRequest request, HttpServletResponse response, PartnerId partner, Administrator me) {
        var console = me.session().id();
        var held = session(request);
        if (held.filter(s -> s.partner().equals(partner) && console.equals(s.consoleSession()))
                .isPresent()) {
            return;
        }
        held.ifPresent(session -> sessions.end(session, origins.of(request)));
        give(response, sessions.openFor(partner, me.actor(), console, origins.of(request)));
    }

    void give(HttpServletResponse response, ConnectSessions.Opened opened) {
        cookies.set(response, Reach.LAX, COOKIE, opened.secret(), Duration.ZERO);
    }

    Optional<ConnectSession> session(HttpServletRequest request) {
        return cookies.value(request, COOKIE).flatMap(sessions::recognise);
    }

    /**
     * Who of the console has this session, if they have the right to it still: their session there lasts, in this browser,
     * and so does the role.
     */
    Optional<Administrator> administrator(HttpServletRequest request, ConnectSession session) {
        return administrators
                .at(request)
                .filter(me -> me.session().id().equals(session.consoleSession()))
                .filter(me -> me.mayChange(session.partner()));
    }

    void end(HttpServletRequest request, HttpServletResponse response, ConnectSession session) {
        sessions.end(session, origins.of(request));
        cookies.remove(response, Reach.LAX, COOKIE);
    }
}
