package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.account.Invitations;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.Origin;
import io.gatehouse.console.connect.TestConnecting;
import io.gatehouse.partner.DomainProofs;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestPortal;
import io.gatehouse.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A new partner's whole way in real Chromium: its administrator connects a real Keycloak through a set-up link, and then
 * somebody signs in. What axe finds in our own pages is {@code ConnectBrowserJourneyTests}' matter.
 */
@OnKeycloak
@ExtendWith(Chromium.class)
class KeycloakConnectBrowserJourneyTests {
    private static final String PASSWORD = "correct horse battery";

    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;
    private static TestConnecting connecting;

    @BeforeAll
    static void start(KeycloakServer keycloak) {
        realm = keycloak.newRealm();
        var prepared = Gateway.prepared();
        portal = TestPortal.start(Gateway.freePort(), prepared.base().toString());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
        connecting = new TestConnecting(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void fromTheLinkToAPersonInThePortal(Chromium chromium) throws Exception {
        wholeWay(chromium, Look.PLAIN, "northwind", "keycloak");
    }

    @Test
    void theSameWayWithoutJavaScript(Chromium chromium) throws Exception {
        wholeWay(chromium, Look.PLAIN.withoutJavaScript(), "fabrikam", "keycloak-plain");
    }

    private static void wholeWay(Chromium chromium, Look look, String name, String pictures) throws Exception {
        var partner = connecting.partner(name, name);
        realm.addPerson("ada@" + name + ".example", "Ada", "Admin", PASSWORD, "engineers");
        realm.addPerson("anna@" + name + ".example", "Anna", "Berg", PASSWORD, "engineers");
        try (var administrator = chromium.open(look)) {
            connects(administrator, partner, look, pictures);
        }
        invited("anna@" + name + ".example", partner);
        try (var person = chromium.open(look)) {
            comesIn(person, "anna@" + name + ".example", look, pictures);
        }
        assertThat(portal.openedSessions().getLast().email()).isEqualTo("anna@" + name + ".example");
        assertThat(portal.openedSessions().getLast().groups()).containsExactly("engineers");
    }

    private static void connects(Visitor administrator, PartnerId partner, Look look, String pictures)
            throws Exception {
        var page = administrator.page();
        page.navigate(connecting.link(partner).address());
        click(page, "Begin");
        click(page, "Keycloak");
        administrator.screenshot(pictures + "-1-guide");
        // As its steps say: our metadata saved, and imported at Keycloak.
        var ours = page.locator("a[href*='/saml2/metadata/']").first().getAttribute("href");
        var saved = administrator
                .context()
                .request()
                .get(gateway.base().resolve(ours).toString());
        assertThat(saved.status()).isEqualTo(200);
        realm.importServiceProvider(saved.text(), Map.of("saml_name_id_format", "persistent"));

        click(page, "Go on to the metadata");
        var metadata = realm.metadata();
        if (look.javaScript()) {
            page.locator("#file")
                    .setInputFiles(new FilePayload("idp.xml", "text/xml", metadata.getBytes(StandardCharsets.UTF_8)));
            click(page, "Upload");
        } else {
            page.locator("#text").fill(metadata);
            click(page, "Use this text");
        }
        assertThat(page.locator("h1").textContent()).isEqualTo("What was read");
        administrator.screenshot(pictures + "-2-report");
        click(page, "Go on to the attributes");
        administrator.screenshot(pictures + "-3-attributes");
        click(page, "Save and go on");

        int sessions = portal.openedSessions().size();
        click(page, "Start the test");
        signsInAtKeycloak(page, "ada@" + partner + ".example", look);
        page.waitForSelector("h1:text-is('The test passed')");
        administrator.screenshot(pictures + "-4-result");
        assertThat(portal.openedSessions()).as("a test opens nothing").hasSize(sessions);
        click(page, "Back to setting up this connection");
        assertThat(page.locator("article").textContent())
                .contains("ada@" + partner + ".example", "firstName", "engineers");
        administrator.screenshot(pictures + "-5-tested");
        click(page, "Go on to going live");
        click(page, "Activate");
        assertThat(page.locator(".state").first().textContent()).isEqualTo("active");
        administrator.screenshot(pictures + "-6-active");
        click(page, "Leave");
    }

    private static void invited(String email, PartnerId partner) {
        gateway.bean(DomainProofs.class).vouch(partner, partner + ".example", "account:ada", Origin.INTERNAL);
        var known = gateway.bean(Partners.class).find(partner).orElseThrow();
        assertThat(gateway.bean(Invitations.class)
                        .invite(
                                email,
                                known,
                                "account:ada",
                                new EventContext(LoginEvent.Subject.ofPartner(partner.value()), Origin.INTERNAL)))
                .isInstanceOf(Invitations.Answer.Invited.class);
    }

    private static void comesIn(Visitor person, String email, Look look, String pictures) {
        var page = person.page();
        page.navigate(portal.origin() + "/");
        page.getByText("Sign in").click();
        page.locator("#email").fill(email);
        page.locator("button[type=submit]").click();
        signsInAtKeycloak(page, email, look);
        page.locator("summary").click();
        person.screenshot(pictures + "-7-enrolment");
        var key = page.locator("#key").textContent().replace(" ", "");
        page.locator("#code").fill("%06d".formatted(new GoogleAuthenticator().getTotpPassword(key)));
        page.locator("button[type=submit]").click();
        page.locator("input[type=checkbox]").check();
        page.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
        person.screenshot(pictures + "-8-portal");
    }

    private static void signsInAtKeycloak(Page page, String email, Look look) {
        page.waitForSelector("#username").fill(email);
        page.locator("#password").fill(PASSWORD);
        page.locator("#kc-login").click();
        if (!look.javaScript()) {
            page.locator("input[type=submit]").click(); // Keycloak's own form that carries the response
        }
    }

    private static void click(Page page, String text) {
        page.locator("main >> text=\"" + text + "\"")
                .or(page.locator("header >> text=\"" + text + "\""))
                .first()
                .click();
        page.waitForLoadState();
    }
}
