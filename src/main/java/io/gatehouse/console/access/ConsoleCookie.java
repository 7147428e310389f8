package io.gatehouse.console.access;

import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The cookie of the console's session: its token, until the browser closes. */
@Component
class ConsoleCookie {
    private static final String NAME = "gatehouse-console";

    private final Cookies cookies;

    ConsoleCookie(Cookies cookies) {
        this.cookies = cookies;
    }

    Optional<String> token(HttpServletRequest request) {
        return cookies.value(request, NAME);
    }

    void give(HttpServletResponse response, String token) {
        cookies.set(response, Reach.LAX, NAME, token, Duration.ZERO);
    }

    void take(HttpServletResponse response) {
        cookies.remove(response, Reach.LAX, NAME);
    }
}
