package io.gatehouse.interop;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.Visitor;
import java.net.URI;
import java.util.regex.Pattern;

/** Somebody whom a Keycloak knows, at a real browser. */
record KeycloakPerson(Visitor visitor, Look look, String email) {
    static final String PASSWORD = "correct horse battery";

    /** From the portal's door through Keycloak and a new second factor into the portal. */
    void comesIn(URI portal, String pictures) {
        var page = visitor.page();
        page.navigate(portal + "/");
        page.getByText("Sign in").click();
        page.locator("#email").fill(email);
        page.locator("button[type=submit]").click();
        signsIn();
        page.locator("summary").click();
        visitor.screenshot(pictures + "-8-enrolment");
        var key = page.locator("#key").textContent().replace(" ", "");
        page.locator("#code").fill("%06d".formatted(new GoogleAuthenticator().getTotpPassword(key)));
        page.locator("button[type=submit]").click();
        page.locator("input[type=checkbox]").check();
        page.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile(Pattern.quote(portal.toString()) + ".*"));
        visitor.screenshot(pictures + "-9-portal");
    }

    /** Gives name and password at Keycloak's own page. */
    void signsIn() {
        var page = visitor.page();
        page.waitForSelector("#username").fill(email);
        page.locator("#password").fill(PASSWORD);
        page.locator("#kc-login").click();
        if (!look.javaScript()) {
            page.locator("input[type=submit]").click(); // Keycloak's own form that carries the response
        }
    }
}
