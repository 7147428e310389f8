package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.account.Invitations;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.Origin;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestOperator;
import io.gatehouse.testing.Visitor;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An administrator of the vendor at a real browser: from the invitation of {@code admin invite} on, all of it by pages. */
record ConsoleAdministrator(Gateway gateway, Visitor visitor, String pictures) {
    private static final String PASSWORD = TestOperator.PASSWORD;

    /** Accepts the first administrator's invitation, signs in to the console and sets up a second factor. */
    void comesIn(String email) {
        page().navigate(invitation(email));
        page().locator("#password").fill(PASSWORD);
        press("Accept with this password");
        at("/console");
        page().locator("#email").fill(email);
        press("Continue");
        page().locator("#password").fill(PASSWORD);
        press("Sign in");
        page().locator("summary").click();
        var key = page().locator("#key").textContent().replace(" ", "");
        page().locator("#code").fill("%06d".formatted(new GoogleAuthenticator().getTotpPassword(key)));
        press("Turn on");
        page().locator("input[type=checkbox]").check();
        press("Continue");
        assertThat(page().locator("h1").textContent()).isEqualTo("Overview");
    }

    /** Makes a token and, with it, a partner whose domain counts by the administrator's word. */
    PartnerId makesPartner(String name) throws IOException, InterruptedException {
        at("/console/tokens");
        page().locator("#scope").selectOption("admin");
        press("Make the token");
        var token = page().locator("#token").textContent();
        calls(token, "/partners", """
                {"partner": "%s", "name": "%s", "domains": ["%s.example"], "authentication-types": ["sso"]}""".formatted(name, name, name));
        calls(token, "/partners/" + name + "/domains/" + name + ".example/vouch", "");
        return new PartnerId(name);
    }

    /** Makes a set-up link on the partner's page, and answers it. */
    String makesLink(PartnerId partner) {
        at("/console/partners/" + partner);
        visitor.screenshot(pictures + "-0-partner");
        press("Make a set-up link");
        visitor.screenshot(pictures + "-0-link");
        return page().locator("#link").textContent();
    }

    /** Sets out from the partner's page to connect an identity provider. */
    void connects(PartnerId partner) {
        at("/console/partners/" + partner);
        press("Connect an identity provider");
    }

    /** Invites somebody of the partner, who then comes by signing in. */
    void invites(PartnerId partner, String email) {
        at("/console/partners/" + partner + "/people");
        page().locator("#email").fill(email);
        press("Invite");
        assertThat(page().locator("main").textContent()).contains(email + " is invited");
    }

    Page page() {
        return visitor.page();
    }

    void at(String path) {
        page().navigate(gateway.at(path).toString());
    }

    private void press(String button) {
        page().locator("button:text-is(\"" + button + "\")").last().click();
        page().waitForLoadState();
    }

    // What the command prints; beside a database in memory no command runs.
    private String invitation(String email) {
        var operators =
                gateway.bean(Partners.class).find(new PartnerId("operators")).orElseThrow();
        var context = new EventContext(Subject.ofPartner("operators"), Origin.INTERNAL);
        return switch (gateway.bean(Invitations.class)
                .invite(email, operators, Appointment.to(Role.ADMIN), "cli", context)) {
            case Invitations.Answer.Invited invited -> invited.link();
            case Invitations.Answer.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private void calls(String token, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.at("/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        }
    }
}
