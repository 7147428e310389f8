package io.gatehouse.signin;

import io.gatehouse.partner.Partner;
import io.gatehouse.partner.Partners;
import io.gatehouse.signin.flight.Purpose;
import io.gatehouse.signin.flight.SignIn;
import io.gatehouse.signin.flight.SignIn.Started;
import io.gatehouse.signin.page.Pages;
import io.gatehouse.signin.page.SignInCsrf;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The page that asks for the e-mail address. */
@Component
class LogOnPage {
    private final Partners partners;
    private final Pages pages;

    LogOnPage(Partners partners, Pages pages) {
        this.partners = partners;
        this.pages = pages;
    }

    /** Shows it; an error is a text's key. */
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            SignIn signIn,
            @Nullable String email,
            @Nullable String error)
            throws IOException {
        var id = signIn.journey().id().toString();
        request.setAttribute(SignInCsrf.SIGN_IN, id);
        var model = new HashMap<String, @Nullable Object>();
        model.put("signIn", id);
        model.put("console", signIn.journey().purpose() == Purpose.CONSOLE);
        model.put("partner", partnerOf(signIn));
        model.put("email", email);
        model.put("error", error);
        pages.show(request, response, error == null ? 200 : 400, "sign-in", model);
    }

    private @Nullable Partner partnerOf(SignIn signIn) {
        return signIn instanceof Started s && s.partner() != null
                ? partners.find(s.partner()).orElse(null)
                : null;
    }
}
