package io.gatehouse.signin.signout;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Reference;
import io.gatehouse.audit.References;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.portal.NamedSessions;
import io.gatehouse.portal.PortalSession;
import io.gatehouse.portal.PortalSessions;
import io.gatehouse.signin.page.Origins;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import io.gatehouse.signin.page.SignedIn;
import io.gatehouse.signin.signout.SignedOutPage.Company;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Sign-out: GET asks, so that no link or image can end a session; POST ends it here and at the portal, whatever comes after,
 * and then takes the person to the sign-out of their identity provider, where it has one.
 */
@Controller
class SignOutController {
    private final PortalSessions portal;
    private final NamedSessions named;
    private final CompanySignOut company;
    private final SignedIn signedIn;
    private final References references;
    private final Origins origins;
    private final SignedOutPage page;
    private final Pages pages;

    SignOutController(
            PortalSessions portal,
            NamedSessions named,
            CompanySignOut company,
            SignedIn signedIn,
            References references,
            Origins origins,
            SignedOutPage page,
            Pages pages) {
        this.portal = portal;
        this.named = named;
        this.company = company;
        this.signedIn = signedIn;
        this.references = references;
        this.origins = origins;
        this.page = page;
        this.pages = pages;
    }

    @GetMapping("/sign-out")
    void ask(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute(SignInCsrf.SIGN_IN, "");
        boolean has = signedIn.sid(request)
                .flatMap(portal::find)
                .filter(session -> session.open() || session.opening())
                .isPresent();
        if (has) {
            pages.show(request, response, 200, "sign-out", Map.of());
        } else {
            page.show(request, response, false, Company.UNASKED);
        }
    }

    @PostMapping("/sign-out")
    void end(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var session = signedIn.sid(request).flatMap(portal::find).filter(PortalSession::open);
        session.ifPresent(s -> portal.end(s.sid(), new EventContext(Subject.NOBODY, origins.of(request))));
        signedIn.forget(response);
        if (session.isEmpty() || !sendsOff(request, response, session.get())) {
            page.show(request, response, session.isPresent(), Company.UNASKED);
        }
    }

    private boolean sendsOff(HttpServletRequest request, HttpServletResponse response, PortalSession over)
            throws IOException {
        var provider = over.subject().identityProvider();
        var saml = named.behind(over.sid());
        if (provider == null || saml.isEmpty()) {
            return false;
        }
        Reference reference = Objects.requireNonNullElseGet(over.subject().reference(), references::next);
        return company.sendsOff(request, response, new RegistrationId(provider), saml.get(), reference.value());
    }
}
