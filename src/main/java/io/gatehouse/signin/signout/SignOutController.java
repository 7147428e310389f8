package io.gatehouse.signin.signout;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.portal.PortalSessions;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.page.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Sign-out: GET asks, so that no link or image can end a session; POST ends it here and at the portal. */
@Controller
class SignOutController {
    private final PortalSessions portal;
    private final SignedIn signedIn;
    private final Origins origins;
    private final Pages pages;

    SignOutController(PortalSessions portal, SignedIn signedIn, Origins origins, Pages pages) {
        this.portal = portal;
        this.signedIn = signedIn;
        this.origins = origins;
        this.pages = pages;
    }

    @GetMapping("/sign-out")
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(SignInCsrf.SIGN_IN, "");
        var template = signedIn.sid(request).isPresent() ? "sign-out" : "signed-out";
        pages.show(request, response, 200, template, Map.of("had", false));
    }

    @PostMapping("/sign-out")
    void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var sid = signedIn.sid(request);
        sid.ifPresent(s -> portal.end(s, new EventContext(Subject.NOBODY, origins.of(request))));
        signedIn.forget(response);
        pages.show(request, response, 200, "signed-out", Map.of("had", sid.isPresent()));
    }
}
