package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A partner's own administrator on their way, each step of it, without a script. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectJourneyTests {
    private static SampleIdentityProvider idp;
    private static Gateway gateway;
    private static TestConnecting connecting;

    private final HttpBrowser browser = new HttpBrowser();

    @BeforeAll
    static void start() {
        idp = SampleIdentityProvider.start(
                0,
                "Northwind sign-in",
                List.of(new SamplePerson("anna@northwind.example", "Anna", "Berg", List.of("orders"))));
        gateway = Gateway.prepared()
                .with("gatehouse.identityprovider.insecure-metadata-hosts", "127.0.0.1")
                .start();
        connecting = new TestConnecting(gateway);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        idp.close();
    }

    @Test
    void aTileMakesADraftThatServesOurMetadataAtOnce() {
        var partner = connecting.partner("tiles", "Tiles");
        var guide = begin(partner, "okta");
        assertThat(guide.uri().getPath()).isEqualTo("/connect/providers/" + connecting.id("tiles-okta") + "/guide");
        assertThat(guide.heading()).isEqualTo("Set up Okta");
        assertThat(guide.text("#entity-id"))
                .isEqualTo(gateway.at("/saml2/metadata/" + connecting.id("tiles-okta"))
                        .toString());
        assertThat(guide.text("#acs-url"))
                .isEqualTo(gateway.at("/login/saml2/sso/" + connecting.id("tiles-okta"))
                        .toString());
        assertThat(guide.text("#slo-url"))
                .isEqualTo(gateway.at("/logout/saml2/slo/" + connecting.id("tiles-okta"))
                        .toString());
        assertThat(guide.text("#certificate-signing")).startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(guide.document().text()).contains("Audience URI (SP Entity ID)");
        assertThat(browser.get(gateway.at("/saml2/metadata/" + connecting.id("tiles-okta")))
                        .body())
                .contains("SPSSODescriptor");
        assertThat(choose("okta").uri().getPath())
                .as("the empty draft of before")
                .isEqualTo("/connect/providers/" + connecting.id("tiles-okta") + "/guide");
        assertThat(choose("keycloak").uri().getPath())
                .isEqualTo("/connect/providers/" + connecting.id("tiles-keycloak") + "/guide");
    }

    @Test
    void namesOfAttributesAreShownAndMayBeReplaced() {
        var partner = connecting.partner("names", "Names");
        begin(partner, "okta");
        bring("names-okta", Map.of("from", "file"), idp.metadata());

        var page = browser.get(gateway.at("/connect/providers/" + connecting.id("names-okta") + "/attributes"));
        assertThat(page.text("#email-usual")).contains("email").contains("emailaddress");

        var wrong = page.submit("/attributes", "email", "x".repeat(301));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.document().selectFirst("#email").attr("aria-invalid")).isEqualTo("true");

        page.submit("/attributes", "email", "corporateMail\nmail", "subject", "employeeNumber");
        var settings = life("names-okta").latest().orElseThrow().version().settings();
        assertThat(settings.attributes()).isEqualTo(Map.of("email", List.of("corporateMail", "mail")));
        assertThat(settings.subject()).isEqualTo("employeeNumber");
    }

    @Test
    void goesLiveUntestedOnlyWhenThatIsTicked() {
        var partner = connecting.partner("live", "Live");
        begin(partner, "okta");
        bring("live-okta", Map.of("from", "file"), idp.metadata());

        var page = browser.get(gateway.at("/connect/providers/" + connecting.id("live-okta") + "/activate"));
        var fields = page.form(connecting.id("live-okta") + "/activate");
        fields.remove("untested");
        var untested = browser.post(page.uri(), fields);
        assertThat(untested.status()).isEqualTo(422);
        assertThat(untested.text("#trouble")).contains("no test sign-in");
        assertThat(life("live-okta").provider().active()).isFalse();

        fields.put("untested", "yes");
        var live = browser.post(page.uri(), fields);
        assertThat(live.text(".state")).isEqualTo("active");
        assertThat(life("live-okta").provider().active()).isTrue();
        assertThat(gateway.jdbc()
                        .sql(
                                "select details from login_event where actor like 'connect-link:%' and identity_provider like 'live-okta-%' order by time desc, id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("\"tested\":\"untested\"");
        assertThat(browser.post(page.uri(), fields).text("#trouble")).contains("somebody else changed");
    }

    @Test
    void aChangeIsShownInWordsTriedByNamedPeopleAndRolledBack() {
        var partner = connecting.partner("back", "Back");
        begin(partner, "okta");
        bring("back-okta", Map.of("from", "file"), idp.metadata());
        var address = gateway.at("/connect/providers/" + connecting.id("back-okta") + "/activate");
        browser.get(address).submit(connecting.id("back-okta") + "/activate", "untested", "yes");
        var first = life("back-okta").live();
        browser.get(gateway.at("/connect/providers/" + connecting.id("back-okta") + "/attributes"))
                .submit("/attributes", "groups", "roles");

        var page = browser.get(address);
        assertThat(page.text(".differences")).contains("setting attributes changed");
        assertThat(page.submit("/trial", "people", "no address").text("#trouble"))
                .contains("whole e-mail addresses");
        var trial =
                page.submit("/trial", "people", "anna@northwind.example, bert@northwind.example", "untested", "yes");
        assertThat(trial.text(".trial")).isEqualTo("anna@northwind.example bert@northwind.example");
        browser.get(address).submit("/trial-end");
        assertThat(life("back-okta").trial()).isEmpty();

        browser.get(address).submit(connecting.id("back-okta") + "/activate", "untested", "yes");
        assertThat(life("back-okta").live()).isNotEqualTo(first);
        browser.get(address).submit("/rollback");
        assertThat(life("back-okta").live().version()).isEqualTo(first.version());
    }

    @Test
    void whoLeavesIsOut() {
        var partner = connecting.partner("leaver", "Leaver");
        var page = connecting.begun(browser, partner);
        assertThat(page.submit("/connect/leave").heading()).isEqualTo("You have left");
        assertThat(browser.get(gateway.at("/connect")).reason()).isEqualTo("connect-link-expired");
    }

    private HttpBrowser.Page begin(PartnerId partner, String vendor) {
        assertThat(connecting.begun(browser, partner).heading()).isEqualTo("Connect an identity provider");
        return choose(vendor);
    }

    private HttpBrowser.Page choose(String vendor) {
        return browser.get(gateway.at("/connect")).submit("/connect/providers", "vendor", vendor);
    }

    private HttpBrowser.Page bring(String id, Map<String, String> fields, String file) {
        var address = gateway.at("/connect/providers/" + connecting.id(id) + "/metadata");
        var all = new HashMap<>(fields);
        all.put("_csrf", browser.get(address).form("/metadata").get("_csrf"));
        return TestConnecting.post(browser, address, all, file);
    }

    private ProviderLife life(String id) {
        return gateway.bean(ProviderLives.class)
                .find(new RegistrationId(connecting.id(id)))
                .orElseThrow();
    }
}
