package io.gatehouse.signin.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.keys.cookie.TestCookies;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SignInCsrfTests {
    private final SignInCsrf csrf = new SignInCsrf(
            TestCookies.at(new BaseUrl(URI.create("http://localhost"))),
            TestKeys.keys(),
            TestKeys.randomness(Clock.systemUTC()));

    @Test
    void aTokenComesBackForTheSameBrowserAndSignIn() {
        var first = request("one");
        var token = csrf.generateToken(first);
        var cookie = saved(first);
        assertThat(loaded(with(cookie, "one"))).isEqualTo(token.getToken());
    }

    @Test
    void aTokenOfOneSignInIsNotAnothers() {
        var first = request("one");
        var token = csrf.generateToken(first);
        assertThat(loaded(with(saved(first), "two"))).isNotEqualTo(token.getToken());
    }

    @Test
    void aTokenOfOneBrowserIsNotAnothers() {
        var mine = csrf.generateToken(request("one"));
        var other = request("one");
        csrf.generateToken(other);
        assertThat(loaded(with(saved(other), "one"))).isNotEqualTo(mine.getToken());
    }

    @Test
    void withoutItsCookieThereIsNone() {
        assertThat(csrf.loadToken(request("one"))).isNull();
    }

    private String loaded(MockHttpServletRequest request) {
        return Objects.requireNonNull(csrf.loadToken(request)).getToken();
    }

    private Cookie saved(MockHttpServletRequest request) {
        var response = new MockHttpServletResponse();
        csrf.saveToken(csrf.loadToken(request), request, response);
        return response.getCookies()[0];
    }

    private static MockHttpServletRequest request(String signIn) {
        var request = new MockHttpServletRequest();
        request.setParameter("sign-in", signIn);
        return request;
    }

    private static MockHttpServletRequest with(Cookie cookie, String signIn) {
        var request = request(signIn);
        request.setCookies(cookie);
        return request;
    }
}
