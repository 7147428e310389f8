package io.gatehouse.console.connect;

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
    public static final String HOME = "/connect";

    private static final String COOKIE = "gatehouse-connect";

    private final ConnectSessions sessions;
    private final Cookies cookies;
    private final Origins origins;

    ConnectDoor(ConnectSessions sessions, Cookies cookies, Origins origins) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.origins = origins;
    }

    /**
     * Lets somebody of the console in for this partner, and answers where to send them. Whether they may is the caller's to
     * decide.
     *
     * @param actor as in events, such as {@code account:<id>}
     */
    public String open(HttpServletRequest request, HttpServletResponse response, PartnerId partner, String actor) {
        give(response, sessions.openFor(partner, actor, origins.of(request)));
        return HOME;
    }

    void give(HttpServletResponse response, ConnectSessions.Opened opened) {
        cookies.set(response, Reach.LAX, COOKIE, opened.secret(), Duration.ZERO);
    }

    Optional<ConnectSession> session(HttpServletRequest request) {
        return cookies.value(request, COOKIE).flatMap(sessions::recognise);
    }

    void end(HttpServletRequest request, HttpServletResponse response, ConnectSession session) {
        sessions.end(session, origins.of(request));
        cookies.remove(response, Reach.LAX, COOKIE);
    }
}
