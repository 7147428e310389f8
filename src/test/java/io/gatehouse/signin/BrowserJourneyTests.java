package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.Chromium;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.gatehouse.testing.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sign-ins in real Chromium, where SameSite, form-action and Secure cookies mean what they mean to people: the gateway is
 * {@code localhost}, the identity provider {@code 127.0.0.1}. Each page is looked at by axe and kept as a picture.
 */
@ExtendWith(Chromium.class)
class BrowserJourneyTests {
    private static final List<SamplePerson> PEOPLE = List.of("anna", "bert", "cleo", "dora", "emil", "fred").stream()
            .map(n -> new SamplePerson(n + "@northwind.example", n, "Berg", List.of("orders")))
            .toList();

    private static SampleIdentityProvider idp;
    private static TestPortal portal;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        idp = SampleIdentityProvider.start(0, "Northwind sign-in", PEOPLE);
        var prepared = Gateway.prepared();
        portal = TestPortal.start(Gateway.freePort(), prepared.base().toString());
        portal.settings().forEach(prepared::with);
        gateway = prepared.file("northwind/partner.yaml", TestPartners.northwind())
                .file("northwind/idp.xml", idp.metadata())
                .file("fabrikam/partner.yaml", twoProviders())
                .file("fabrikam/idp.xml", idp.metadata())
                .start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
        idp.close();
    }

    @AfterEach
    void portalRecovers() {
        portal.recovers();
    }

    @Test
    void aPersonComesFromThePortalEnrolsAndComesBackWithACode(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN)) {
            var page = visitor.page();
            page.navigate(portal.origin() + "/");
            page.getByText("Sign in").click();
            seen(visitor, "sign-in");
            var recoveryCode = enrols(visitor, "anna@northwind.example");
            assertThat(page.url()).startsWith(portal.origin().toString());
            visitor.screenshot("portal");

            page.locator("text=Sign out").click();
            seen(visitor, "sign-out");
            page.locator("button:has-text('Sign out')").click();
            assertThat(page.locator("h1").textContent()).isEqualTo("You are signed out");
            seen(visitor, "signed-out");

            page.locator("a:text-is('Sign in again')").click();
            chooses(visitor, "anna@northwind.example");
            seen(visitor, "second-factor");
            page.locator("#code").fill("000001");
            page.locator("button[type=submit]").click();
            page.waitForSelector("[data-reason]");
            seen(visitor, "second-factor-wrong");
            // The code of this moment was spent by the enrolment; the next one is half a minute away.
            page.locator("#code").fill(recoveryCode);
            page.locator("button[type=submit]").click();
            page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
            assertThat(visitor.complaints()).filteredOn(c -> !c.contains("403")).isEmpty();
        }
    }

    @Test
    void theSameWalkWorksWithoutJavaScript(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN.withoutJavaScript())) {
            var page = visitor.page();
            page.navigate(gateway.at("/sign-in?return_to=/orders").toString());
            page.locator("#email").fill("bert@northwind.example");
            page.locator("button[type=submit]").click();
            page.locator("button[value='bert@northwind.example']").click();
            page.locator("button:text-is('Continue')").click(); // the identity provider's own form
            page.locator("summary").click();
            page.locator("#code").fill(code(page.locator("#key").textContent()));
            page.locator("button[type=submit]").click();
            page.locator("input[type=checkbox]").check();
            page.locator("button[type=submit]").click();
            page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
        }
        assertThat(portal.openingCalls().getLast().body()).contains("\"return_to\":\"/orders\"");
    }

    @Test
    void recoveryCodesCanBeDownloaded(Chromium chromium) throws IOException {
        try (var visitor = chromium.open(Look.PLAIN)) {
            reachesRecoveryCodes(visitor, "cleo@northwind.example");
            var page = visitor.page();
            var download =
                    page.waitForDownload(() -> page.locator("text=Download").click());
            assertThat(download.suggestedFilename()).isEqualTo("gatehouse-recovery-codes.txt");
            var file = Files.readString(download.path());
            for (var code : page.locator("#codes li").allTextContents()) {
                assertThat(file).contains(code.strip());
            }
        }
    }

    @Test
    void aPortalThatIsDownOffersARetryThatLeadsThere(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN)) {
            reachesRecoveryCodes(visitor, "dora@northwind.example");
            var page = visitor.page();
            portal.goesDown();
            page.locator("input[type=checkbox]").check();
            page.locator("button[type=submit]").click();
            page.waitForSelector("[data-reason='portal-unavailable']");
            seen(visitor, "portal-unavailable");
            portal.recovers();
            page.locator("button:text-is('Try again')").click();
            page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
        }
    }

    @Test
    void severalProvidersAreAChoice(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN.inTheDark())) {
            var page = visitor.page();
            page.navigate(gateway.at("/sign-in").toString());
            seen(visitor, "sign-in-dark");
            page.locator("#email").fill("emil@fabrikam.example");
            page.locator("button[type=submit]").click();
            assertThat(page.locator("h1").textContent()).isEqualTo("Choose where to sign in");
            seen(visitor, "choose-dark");
            page.locator("input[value='fabrikam-two']").check();
            page.locator("button[type=submit]").click();
            page.waitForSelector("button[value='emil@northwind.example']");
        }
    }

    @Test
    void aRefusalIsAPageWithAReferenceAndAWayOn(Chromium chromium) {
        try (var visitor = chromium.open(Look.PLAIN)) {
            idp.answeringOnce(order -> order.validFor(Duration.ofHours(-2)));
            var page = visitor.page();
            page.navigate(gateway.at("/sign-in").toString());
            page.locator("#email").fill("fred@northwind.example");
            page.locator("button[type=submit]").click();
            page.locator("button[value='fred@northwind.example']").click();
            page.waitForSelector("[data-reference]");
            seen(visitor, "refused");
            assertThat(page.locator("[data-reference]").first().getAttribute("data-reference"))
                    .matches("[A-Z0-9]{10}");
            page.locator("a:text-is('Sign in again')").click();
            assertThat(page.locator("h1").textContent()).isEqualTo("Sign in");
        }
        try (var visitor = chromium.open(Look.PLAIN.onATelephone())) {
            visitor.page().navigate(gateway.at("/sign-in").toString());
            seen(visitor, "sign-in-telephone");
            visitor.page().locator("#email").fill("nobody@elsewhere.example");
            visitor.page().locator("button[type=submit]").click();
            visitor.page().waitForSelector("[data-reason='identity-provider-not-configured']");
            seen(visitor, "refused-telephone");
        }
    }

    private static void seen(Visitor visitor, String name) {
        visitor.screenshot(name);
        assertThat(visitor.barriers()).as(name).isEmpty();
    }

    private static String enrols(Visitor visitor, String email) {
        var recoveryCode = reachesRecoveryCodes(visitor, email);
        var page = visitor.page();
        seen(visitor, "recovery-codes");
        page.locator("input[type=checkbox]").check();
        page.locator("button[type=submit]").click();
        page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
        return recoveryCode;
    }

    private static String reachesRecoveryCodes(Visitor visitor, String email) {
        var page = visitor.page();
        if (!page.url().contains("/sign-in")) {
            page.navigate(gateway.at("/sign-in").toString());
        }
        chooses(visitor, email);
        assertThat(page.locator("h1").textContent()).isEqualTo("Set up your second factor");
        page.locator("summary").click();
        seen(visitor, "enrol");
        var key = page.locator("#key").textContent();
        page.locator("#code").fill(code(key));
        page.locator("button[type=submit]").click();
        page.waitForSelector("#codes");
        return page.locator("#codes li").first().textContent().strip();
    }

    private static void chooses(Visitor visitor, String email) {
        var page = visitor.page();
        page.locator("#email").fill(email);
        page.locator("button[type=submit]").click();
        page.waitForSelector("button[value='" + email + "']");
        visitor.screenshot("identity-provider");
        page.locator("button[value='" + email + "']").click();
        page.waitForURL(Pattern.compile(".*/sign-in/second-factor.*"));
        page.waitForSelector("#code");
    }

    private static String code(String key) {
        return "%06d".formatted(new GoogleAuthenticator().getTotpPassword(key.replace(" ", "")));
    }

    private static String twoProviders() {
        var one = TestPartners.northwind("policy: required", "provisioning: just-in-time")
                .replace("northwind-idp", "fabrikam-one")
                .replace("northwind", "fabrikam")
                .replace("Northwind Traders", "Fabrikam");
        return one.stripTrailing() + "\n  - id: fabrikam-two\n    metadata: idp.xml\n";
    }
}
