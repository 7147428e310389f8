package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import io.gatehouse.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole way in real Chromium, from the link to a connection that serves; each page seen by axe and kept as a picture. */
@ExtendWith(Chromium.class)
class ConnectBrowserJourneyTests {
    private static SampleIdentityProvider idp;
    private static Gateway gateway;
    private static TestConnecting connecting;

    @BeforeAll
    static void start() {
        idp = SampleIdentityProvider.start(
                0,
                "Northwind sign-in",
                List.of(
                        new SamplePerson("anna@northwind.example", "Anna", "Berg", List.of("orders")),
                        new SamplePerson("anna@fabrikam.example", "Anna", "Berg", List.of("orders"))));
        gateway = Gateway.prepared().start();
        connecting = new TestConnecting(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        idp.close();
    }

    @Test
    void aPartnersAdministratorConnectsTestsAndGoesLive(Chromium chromium) throws IOException {
        try (var visitor = chromium.open(Look.PLAIN)) {
            walk(visitor, connecting.partner("northwind", "Northwind Traders"), "connect", true);
            assertThat(visitor.complaints()).filteredOn(c -> !c.contains("422")).isEmpty();
        }
    }

    @Test
    void theSameWayWithoutJavaScript(Chromium chromium) throws IOException {
        try (var visitor = chromium.open(Look.PLAIN.withoutJavaScript().inTheDark())) {
            walk(visitor, connecting.partner("fabrikam", "Fabrikam"), "connect-plain", false);
        }
    }

    @Test
    void thePagesFitATelephoneInTheDark(Chromium chromium) {
        var partner = connecting.partner("contoso", "Contoso");
        try (var visitor = chromium.open(Look.PLAIN.inTheDark().onATelephone())) {
            var page = visitor.page();
            page.navigate(connecting.link(partner).address());
            click(page, "Begin");
            seen(visitor, "connect-telephone-vendors", true);
            click(page, "Microsoft Entra ID");
            seen(visitor, "connect-telephone-guide", true);
            page.navigate(gateway.at("/connect/providers/" + connecting.id("contoso-entra-id") + "/metadata")
                    .toString());
            page.locator("#text").fill("<html/>");
            click(page, "Use this text");
            seen(visitor, "connect-telephone-findings", true);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isTrue();
        }
    }

    private static void walk(Visitor visitor, PartnerId partner, String pictures, boolean axe) throws IOException {
        var page = visitor.page();
        page.navigate(connecting.link(partner).address());
        seen(visitor, pictures + "-1-link", axe);
        click(page, "Begin");
        seen(visitor, pictures + "-2-vendors", axe);
        click(page, "Keycloak");
        seen(visitor, pictures + "-3-guide", axe);
        click(page, "Go on to the metadata");
        seen(visitor, pictures + "-4-metadata", axe);

        var wrong = Files.writeString(Files.createTempFile("wrong", ".xml"), "<html>\n<body/></html>");
        upload(page, wrong);
        assertThat(page.locator("#trouble").textContent()).contains("can’t be used");
        seen(visitor, pictures + "-5-findings", axe);
        upload(page, Files.writeString(Files.createTempFile("idp", ".xml"), idp.metadata()));
        assertThat(page.locator("h1").textContent()).isEqualTo("What was read");
        seen(visitor, pictures + "-6-report", axe);
        click(page, "Go on to the attributes");
        seen(visitor, pictures + "-7-attributes", axe);
        click(page, "Save and go on");
        seen(visitor, pictures + "-8-test", axe);

        tests(visitor, "anna@" + partner + ".example", pictures, axe);
        click(page, "Go on to going live");
        assertThat(page.locator(".good").textContent()).contains("has passed");
        seen(visitor, pictures + "-11-activate", axe);
        click(page, "Activate");
        assertThat(page.locator(".state").first().textContent()).isEqualTo("active");
        seen(visitor, pictures + "-12-active", axe);
        assertThat(gateway.bean(IdentityProviders.class)
                        .find(new RegistrationId(connecting.id(partner + "-keycloak")))
                        .orElseThrow()
                        .active())
                .isTrue();
        click(page, "Leave");
        seen(visitor, pictures + "-13-left", axe);
    }

    private static void tests(Visitor visitor, String who, String pictures, boolean axe) {
        var page = visitor.page();
        click(page, "Start the test");
        page.waitForSelector("button[value='" + who + "']").click();
        if (!axe) {
            click(page, "Continue"); // the identity provider's own form
        }
        page.waitForSelector("h1:text-is('The test passed')");
        seen(visitor, pictures + "-9-result", axe);
        click(page, "Back to setting up this connection");
        assertThat(page.locator("tr[data-check='signature']").getAttribute("data-verdict"))
                .isEqualTo("passed");
        assertThat(page.locator("article").textContent()).contains(who).contains("Berg");
        seen(visitor, pictures + "-10-tested", axe);
    }

    private static void upload(Page page, Path file) {
        page.locator("#file").setInputFiles(file);
        click(page, "Upload");
    }

    private static void click(Page page, String text) {
        page.locator("main >> text=\"" + text + "\"")
                .or(page.locator("header >> text=\"" + text + "\""))
                .first()
                .click();
        page.waitForLoadState();
    }

    private static void seen(Visitor visitor, String name, boolean axe) {
        visitor.screenshot(name);
        if (axe) {
            assertThat(visitor.barriers()).as(name).isEmpty();
        }
    }
}
