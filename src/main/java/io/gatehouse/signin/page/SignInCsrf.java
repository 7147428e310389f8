package io.gatehouse.signin.page;

import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Tagger;
import io.gatehouse.keys.cookie.Cookies;
import io.gatehouse.keys.cookie.Cookies.Reach;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/**
 * CSRF tokens without server state: the cookie holds a secret of the browser, a form's token is a tag over that secret and
 * the sign-in's id. So a token of one sign-in does not serve another, and nobody who can only set a cookie can make one.
 */
@Component
public class SignInCsrf implements CsrfTokenRepository {
    /** The request attribute by which a page says which sign-in its forms are for, where no parameter says it. */
    public static final String SIGN_IN = SignInCsrf.class.getName() + ".signIn";

    private static final String COOKIE = "gatehouse-csrf";
    private static final String PARAMETER = "_csrf";
    private static final String HEADER = "X-CSRF-TOKEN";

    private final Cookies cookies;
    private final Randomness randomness;
    private final Tagger tagger;

    SignInCsrf(Cookies cookies, Keys keys, Randomness randomness) {
        this.cookies = cookies;
        this.randomness = randomness;
        this.tagger = keys.tagger("csrf");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        var secret = randomness.token();
        request.setAttribute(COOKIE, secret);
        return token(secret, request);
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null && request.getAttribute(COOKIE) instanceof String secret) {
            cookies.set(response, Reach.LAX, COOKIE, secret, Duration.ZERO);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(COOKIE))
                .or(() -> cookies.value(request, COOKIE).filter(v -> v.length() == 43))
                .map(secret -> token(secret, request))
                .orElse(null);
    }

    private CsrfToken token(String secret, HttpServletRequest request) {
        var signIn = request.getAttribute(SIGN_IN) instanceof String id ? id : request.getParameter("sign-in");
        var bound = (secret + "." + (signIn == null ? "" : signIn)).getBytes(StandardCharsets.UTF_8);
        var value = Base64.getUrlEncoder().withoutPadding().encodeToString(tagger.tag(bound));
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
