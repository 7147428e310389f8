package io.gatehouse.console.access;

import io.gatehouse.keys.Keys;
import io.gatehouse.keys.Tagger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.stereotype.Component;

/** CSRF tokens of the console: a tag over the session, so that one ends with it and needs no place of its own. */
@Component
class ConsoleCsrf implements CsrfTokenRepository {
    private static final String HEADER = "X-CSRF-TOKEN";
    private static final String PARAMETER = "_csrf";

    private final Tagger tagger;

    ConsoleCsrf(Keys keys) {
        this.tagger = keys.tagger("console.csrf");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        if (request.getAttribute(Administrator.ME) instanceof Administrator me) {
            byte[] tag = tagger.tag(me.session().id().toString().getBytes(StandardCharsets.UTF_8));
            return new DefaultCsrfToken(
                    HEADER, PARAMETER, Base64.getUrlEncoder().withoutPadding().encodeToString(tag));
        }
        throw new IllegalStateException("nobody comes this far without a session");
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // There is nothing to keep: the session says it.
    }

    @Override
    public CsrfToken loadToken(HttpServletRequest request) {
        return generateToken(request);
    }
}
