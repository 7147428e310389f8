package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.TestPortal;
import io.gatehouse.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A new partner's whole way in real Chromium, from where an administrator of the vendor begins: by a set-up link that they
 * make in the console, or by themselves from there; a real Keycloak is connected, and then somebody signs in.
 */
@OnKeycloak
@ExtendWith(Chromium.class)
class KeycloakConnectBrowserJourneyTests {
    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;

    @BeforeAll
    static void start(KeycloakServer keycloak) {
        realm = keycloak.newRealm();
        var prepared =
                Gateway.prepared().with("gatehouse.password.memory", "8MB").with("gatehouse.password.iterations", "1");
        portal = TestPortal.start(Gateway.freePort(), prepared.base().toString());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void fromTheLinkToAPersonInThePortal(Chromium chromium) throws Exception {
        byLink(chromium, Look.PLAIN, "northwind", "keycloak");
    }

    @Test
    void theSameWayWithoutJavaScript(Chromium chromium) throws Exception {
        byLink(chromium, Look.PLAIN.withoutJavaScript(), "fabrikam", "keycloak-plain");
    }

    @Test
    void fromTheConsoleToAPersonInThePortal(Chromium chromium) throws Exception {
        var look = Look.PLAIN.inTheDark();
        try (var vendor = chromium.open(look)) {
            var ada = new ConsoleAdministrator(gateway, vendor, "keycloak-console");
            ada.comesIn("ada.contoso@vendor.example");
            var partner = ada.makesPartner("contoso");
            people("contoso");
            ada.connects(partner);
            seen(vendor, look, "keycloak-console-1-vendors");
            ada.page().locator("#id").fill("contoso-main");
            click(ada.page(), "Keycloak");
            connects(vendor, partner, look, "keycloak-console");
            click(ada.page(), "Back to the console");
            assertThat(ada.page().url()).endsWith("/console/partners/contoso");
            click(ada.page(), "contoso-main");
            assertThat(ada.page().locator("#last-test").textContent()).contains("passed");
            seen(vendor, look, "keycloak-console-7-provider");
            ada.invites(partner, "anna@contoso.example");
        }
        arrives(chromium, look, "contoso", "keycloak-console");
    }

    private static void byLink(Chromium chromium, Look look, String name, String pictures) throws Exception {
        try (var vendor = chromium.open(look);
                var administrator = chromium.open(look)) {
            var ada = new ConsoleAdministrator(gateway, vendor, pictures);
            ada.comesIn("ada." + name + "@vendor.example");
            var partner = ada.makesPartner(name);
            people(name);
            administrator.page().navigate(ada.makesLink(partner));
            seen(administrator, look, pictures + "-1-begin");
            click(administrator.page(), "Begin");
            seen(administrator, look, pictures + "-1-vendors");
            click(administrator.page(), "Keycloak");
            connects(administrator, partner, look, pictures);
            click(administrator.page(), "Leave");
            ada.at("/console/partners/" + partner);
            assertThat(vendor.page().locator("main").textContent()).contains(name + "-keycloak", "used");
            seen(vendor, look, pictures + "-7-partner");
            ada.invites(partner, "anna@" + name + ".example");
        }
        arrives(chromium, look, name, pictures);
    }

    private static void people(String name) {
        realm.addPerson("ada@" + name + ".example", "Ada", "Admin", KeycloakPerson.PASSWORD, "engineers");
        realm.addPerson("anna@" + name + ".example", "Anna", "Berg", KeycloakPerson.PASSWORD, "engineers");
    }

    private static void arrives(Chromium chromium, Look look, String name, String pictures) {
        try (var person = chromium.open(look)) {
            new KeycloakPerson(person, look, "anna@" + name + ".example").comesIn(portal.origin(), pictures);
        }
        assertThat(portal.openedSessions().getLast().email()).isEqualTo("anna@" + name + ".example");
        assertThat(portal.openedSessions().getLast().groups()).containsExactly("engineers");
    }

    private static void connects(Visitor administrator, PartnerId partner, Look look, String pictures)
            throws Exception {
        var page = administrator.page();
        seen(administrator, look, pictures + "-1-guide");
        // As its steps say: our metadata saved, and imported at Keycloak.
        var ours = page.locator("a[href*='/saml2/metadata/']").first().getAttribute("href");
        var saved = administrator
                .context()
                .request()
                .get(gateway.base().resolve(ours).toString());
        assertThat(saved.status()).isEqualTo(200);
        realm.importServiceProvider(saved.text(), Map.of("saml_name_id_format", "persistent"));

        click(page, "Go on to the metadata");
        seen(administrator, look, pictures + "-2-metadata");
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
        seen(administrator, look, pictures + "-2-report");
        click(page, "Go on to the attributes");
        seen(administrator, look, pictures + "-3-attributes");
        click(page, "Save and go on");
        seen(administrator, look, pictures + "-4-test");

        int sessions = portal.openedSessions().size();
        click(page, "Start the test");
        new KeycloakPerson(administrator, look, "ada@" + partner + ".example").signsIn();
        page.waitForSelector("h1:text-is('The test passed')");
        seen(administrator, look, pictures + "-4-result");
        assertThat(portal.openedSessions()).as("a test opens nothing").hasSize(sessions);
        click(page, "Back to setting up this connection");
        assertThat(page.locator("article").textContent())
                .contains("ada@" + partner + ".example", "firstName", "engineers");
        seen(administrator, look, pictures + "-5-tested");
        click(page, "Go on to going live");
        seen(administrator, look, pictures + "-6-activate");
        click(page, "Activate");
        assertThat(page.locator(".state").first().textContent()).isEqualTo("active");
        seen(administrator, look, pictures + "-6-active");
    }

    private static void seen(Visitor visitor, Look look, String picture) {
        visitor.screenshot(picture);
        if (look.javaScript()) {
            assertThat(visitor.barriers()).as(picture).isEmpty();
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
