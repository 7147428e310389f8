package io.gatehouse.api.call;

import io.gatehouse.account.token.ApiToken;
import io.gatehouse.audit.Origins;
import io.gatehouse.partner.Partners;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Makes calls of requests that a token was recognised for. */
@Component
public class Calls {
    private final Origins origins;
    private final Partners partners;

    Calls(Origins origins, Partners partners) {
        this.origins = origins;
        this.partners = partners;
    }

    /**
     * The call that this request is. Parameters of the address that are not among these are refused: one with a typo would do
     * something else than what was asked for.
     */
    public Call of(HttpServletRequest request, String... parameters) {
        if (request.getUserPrincipal() instanceof Authentication shown
                && shown.getPrincipal() instanceof ApiToken token) {
            var origin = origins.of(request.getRemoteAddr(), request::getHeaders);
            var call = new Call(request, token, origin, partners);
            call.takesOnly(parameters);
            return call;
        }
        throw new IllegalStateException("nobody gets here without a token");
    }
}
