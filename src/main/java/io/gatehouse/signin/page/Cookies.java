package io.gatehouse.signin.page;

import io.gatehouse.keys.BaseUrl;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Our cookies: HttpOnly, Path=/, SameSite=Lax; on https Secure with the {@code __Host-} prefix. Decided by the base URL,
 * never by the request.
 */
@Component
public class Cookies {
    private static final String HOST_PREFIX = "__Host-";

    private final boolean secure;

    Cookies(BaseUrl baseUrl) {
        this.secure = baseUrl.secure();
    }

    /** The value of a cookie by our name for it. */
    public Optional<String> value(HttpServletRequest request, String name) {
        return all(request)
                .filter(c -> c.getName().equals(prefixed(name)))
                .map(Cookie::getValue)
                .findFirst();
    }

    /** Our names of the cookies that begin so. */
    public List<String> names(HttpServletRequest request, String beginning) {
        return all(request)
                .map(Cookie::getName)
                .filter(n -> n.startsWith(prefixed(beginning)))
                .map(n -> secure ? n.substring(HOST_PREFIX.length()) : n)
                .toList();
    }

    /** Sets a cookie; a zero lifetime means until the browser closes. */
    public void set(HttpServletResponse response, String name, String value, Duration lifetime) {
        var cookie = cookie(name, value);
        if (!lifetime.isZero()) {
            cookie.maxAge(lifetime);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    /** Takes a cookie from the browser. */
    public void remove(HttpServletResponse response, String name) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(name, "").maxAge(Duration.ZERO).build().toString());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(prefixed(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }

    private String prefixed(String name) {
        return secure ? HOST_PREFIX + name : name;
    }

    private static Stream<Cookie> all(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null ? Stream.empty() : Arrays.stream(cookies);
    }
}
