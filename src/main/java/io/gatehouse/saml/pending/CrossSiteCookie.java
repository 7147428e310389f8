package io.gatehouse.saml.pending;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** A cookie that comes along when another site posts: SameSite None, which needs Secure, on http loopback too. */
final class CrossSiteCookie {
    private CrossSiteCookie() {}

    static void set(HttpServletResponse response, String name, String value, Duration maxAge) {
        var cookie = ResponseCookie.from(name, value)
                .maxAge(maxAge)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("None")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    static void remove(HttpServletResponse response, String name) {
        set(response, name, "", Duration.ZERO);
    }
}
