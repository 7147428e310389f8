package io.gatehouse.signin.page;

import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Sealer;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What the browser remembers of a portal session: its sid, sealed, for sign-out and nothing else. */
@Component
public class SignedIn {
    private static final String COOKIE = "gatehouse-signed-in";

    private final Cookies cookies;
    private final Sealer sealer;

    SignedIn(Cookies cookies, Keys keys) {
        this.cookies = cookies;
        this.sealer = keys.sealer("cookie.signed-in");
    }

    /** Remembers the session until the browser closes. */
    public void remember(HttpServletResponse response, String sid) {
        var value = sealer.sealText(sid.getBytes(StandardCharsets.UTF_8), COOKIE);
        cookies.set(response, Reach.LAX, COOKIE, value, Duration.ZERO);
    }

    /** The sid of the session, if this browser has one. */
    public Optional<String> sid(HttpServletRequest request) {
        return cookies.value(request, COOKIE)
                .flatMap(value -> sealer.openText(value, COOKIE))
                .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }

    /** Forgets it. */
    public void forget(HttpServletResponse response) {
        cookies.remove(response, Reach.LAX, COOKIE);
    }
}
