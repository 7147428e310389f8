package io.gatehouse.keys.cookie;

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
 * Our cookies: HttpOnly and Path=/; on https Secure with the {@code __Host-} prefix. Decided by the base URL, never by the
 * request. Callers know a cookie by our name for it, without the prefix.
 */
@Component
public class Cookies {
    private static final String HOST_PREFIX = "__Host-";

    private final boolean secure;

    Cookies(BaseUrl baseUrl) {
        this.secure = baseUrl.secure();
    }

    /** How far a cookie goes along with what other sites make the browser send. */
    public enum Reach {
        /** With links from elsewhere, not with forms. */
        LAX("Lax"),

        /** With a POST from another site too. None needs Secure, on http loopback as well. */
        CROSS_SITE("None");

        private final String sameSite;

        Reach(String sameSite) {
            this.sameSite = sameSite;
        }
    }

    /** A cookie by our name for it. */
    public record Held(String name, String value) {}

    /** The value of a cookie by our name for it. */
    public Optional<String> value(HttpServletRequest request, String name) {
        return beginning(request, name).stream()
                .filter(held -> held.name().equals(name))
                .map(Held::value)
                .findFirst();
    }

    /** The cookies whose name begins so, each as often as it was sent. */
    public List<Held> beginning(HttpServletRequest request, String beginning) {
        var cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().startsWith(prefixed(beginning)))
                .map(this::held)
                .toList();
    }

    /** Sets a cookie; a zero lifetime means until the browser closes. */
    public void set(HttpServletResponse response, Reach reach, String name, String value, Duration lifetime) {
        write(response, cookie(reach, name, value).maxAge(lifetime.isZero() ? Duration.ofSeconds(-1) : lifetime));
    }

    /** Takes a cookie from the browser. */
    public void remove(HttpServletResponse response, Reach reach, String name) {
        write(response, cookie(reach, name, "").maxAge(Duration.ZERO));
    }

    private ResponseCookie.ResponseCookieBuilder cookie(Reach reach, String name, String value) {
        return ResponseCookie.from(prefixed(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure || reach == Reach.CROSS_SITE)
                .sameSite(reach.sameSite);
    }

    private static void write(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private Held held(Cookie cookie) {
        var name = cookie.getName();
        return new Held(secure ? name.substring(HOST_PREFIX.length()) : name, cookie.getValue());
    }

    private String prefixed(String name) {
        return secure ? HOST_PREFIX + name : name;
    }
}
