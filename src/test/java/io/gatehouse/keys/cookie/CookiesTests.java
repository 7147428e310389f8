package io.gatehouse.keys.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.cookie.Cookies.Reach;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CookiesTests {
    @Test
    void onHttpsTheyAreSecureAndOfThisHostAlone() {
        assertThat(set("https://gate.example", Reach.LAX))
                .isEqualTo("__Host-gatehouse-x=v; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void onLoopbackHttpTheyAreNot() {
        assertThat(set("http://localhost:8080", Reach.LAX)).isEqualTo("gatehouse-x=v; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void acrossSitesTheyAreSecureOnLoopbackToo() {
        assertThat(set("http://localhost:8080", Reach.CROSS_SITE))
                .isEqualTo("gatehouse-x=v; Path=/; Secure; HttpOnly; SameSite=None");
    }

    @Test
    void theRequestCannotTalkThemOutOfIt() {
        var cookies = new Cookies(new BaseUrl(URI.create("https://gate.example")));
        var request = new MockHttpServletRequest();
        request.setScheme("http");
        request.setCookies(new Cookie("gatehouse-x", "tossed by a subdomain"));
        assertThat(cookies.value(request, "gatehouse-x")).isEmpty();
        assertThat(cookies.beginning(request, "gatehouse-")).isEmpty();
    }

    private static @Nullable String set(String base, Reach reach) {
        var response = new MockHttpServletResponse();
        new Cookies(new BaseUrl(URI.create(base))).set(response, reach, "gatehouse-x", "v", Duration.ZERO);
        return response.getHeader("Set-Cookie");
    }
}
