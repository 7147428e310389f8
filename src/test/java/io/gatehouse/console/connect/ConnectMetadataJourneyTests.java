package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.identityprovider.refresh.MetadataSources;
import io.gatehouse.identityprovider.refresh.RefreshStatus;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Their metadata, brought in each of the ways, whatever it is. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ConnectMetadataJourneyTests {
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
    void metadataComesAsAFileAsTextAndFromAnAddress() {
        var partner = connecting.partner("ways", "Ways");
        begin(partner, "generic");

        var report = bring("ways-generic", Map.of("from", "file"), idp.metadata());
        assertThat(report.uri().getPath()).isEqualTo("/connect/providers/" + connecting.id("ways-generic") + "/report");
        assertThat(report.document().text()).contains(idp.identity().entityId()).contains("days left");
        var hash = life("ways-generic").latest().orElseThrow().version().hash();

        var declared = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" + withoutDeclaration(idp.metadata());
        assertThat(bring("ways-generic", Map.of("from", "paste", "text", declared), "")
                        .heading())
                .isEqualTo("What was read");
        assertThat(life("ways-generic").latest().orElseThrow().version().hash()).isNotEqualTo(hash);

        var fetched = bring("ways-generic", Map.of("from", "url", "url", idp.address() + "/metadata"), "");
        assertThat(fetched.heading()).isEqualTo("What was read");
        assertThat(watched("ways-generic")).hasValue(URI.create(idp.address() + "/metadata"));
        assertThat(life("ways-generic").latest().orElseThrow().version().hash()).isEqualTo(hash);
    }

    @Test
    void metadataByHandEndsTheWatchingAndWhatIsRefusedDoesNot() {
        begin(connecting.partner("hands", "Hands"), "generic");
        var address = idp.address() + "/metadata";
        bring("hands-generic", Map.of("from", "url", "url", address), "");
        bring("hands-generic", Map.of("from", "file"), "<html/>");
        bring("hands-generic", Map.of("from", "url", "url", "https://10.0.0.1/metadata"), "");
        assertThat(watched("hands-generic")).hasValue(URI.create(address));
        // What the address gave changes nothing.
        bring("hands-generic", Map.of("from", "paste", "text", idp.metadata()), "");
        assertThat(watched("hands-generic")).hasValue(URI.create(address));
        var entityId = idp.identity().entityId();
        var other = idp.metadata().replace(entityId, entityId + "/other");
        bring("hands-generic", Map.of("from", "paste", "text", other), "");
        assertThat(watched("hands-generic")).isEmpty();
    }

    @Test
    void whatCanNotBeUsedIsListedAndChangesNothing() {
        var partner = connecting.partner("bad", "Bad");
        begin(partner, "okta");
        var before = life("bad-okta").revision();

        var refused = bring("bad-okta", Map.of("from", "file"), "<html>\n<body>log in first</body></html>");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text(".findings .error code")).isEqualTo("not-metadata");
        assertThat(refused.text(".findings .error")).contains("line 1").contains("What to do:");

        assertThat(bring("bad-okta", Map.of("from", "file"), "").text("#trouble"))
                .contains("Choose a file");
        assertThat(bring("bad-okta", Map.of("from", "url", "url", "https://10.0.0.1/metadata"), "")
                        .text("#trouble"))
                .contains("IP address");
        assertThat(bring("bad-okta", Map.of("from", "paste", "text", " "), "").text("#trouble"))
                .contains("Paste");
        assertThat(bring("bad-okta", Map.of("from", "file"), "x".repeat(UploadFilter.LARGEST))
                        .text("#trouble"))
                .contains("larger than metadata ever is");
        assertThat(life("bad-okta").revision()).isEqualTo(before);
    }

    @Test
    void ofSeveralProvidersOneIsChosen() {
        var partner = connecting.partner("several", "Several");
        begin(partner, "generic");
        var other = withoutDeclaration(idp.metadata()).replace(idp.identity().entityId(), "https://other.example/idp");
        var both = "<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                + withoutDeclaration(idp.metadata()) + other + "</EntitiesDescriptor>";

        var choice = bring("several-generic", Map.of("from", "file"), both);
        assertThat(choice.heading()).isEqualTo("Which one is yours?");
        assertThat(choice.document().select("input[type=radio]").eachAttr("value"))
                .contains("https://other.example/idp", idp.identity().entityId());

        var fields = Map.of(
                "from", "choice",
                "document", choice.form("/metadata").get("document"),
                "entity", "https://other.example/idp");
        assertThat(bring("several-generic", fields, "").text("dl.facts")).contains("https://other.example/idp");
    }

    @Test
    void anotherVendorsMetadataIsNoticed() {
        var partner = connecting.partner("other", "Other");
        begin(partner, "okta");
        var keycloak = idp.metadata().replace(idp.identity().entityId(), "https://idp.example/realms/northwind");
        var report = bring("other-okta", Map.of("from", "file"), keycloak);
        assertThat(report.document().text()).contains("You chose Okta, but this looks like Keycloak");
        report.submit("/vendor");
        assertThat(browser.get(gateway.at("/connect/providers/" + connecting.id("other-okta") + "/guide"))
                        .heading())
                .isEqualTo("Set up Keycloak");
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

    private Optional<URI> watched(String id) {
        return gateway.bean(MetadataSources.class)
                .of(new RegistrationId(connecting.id(id)))
                .map(RefreshStatus::address);
    }

    private ProviderLife life(String id) {
        return gateway.bean(ProviderLives.class)
                .find(new RegistrationId(connecting.id(id)))
                .orElseThrow();
    }

    private static String withoutDeclaration(String document) {
        return document.replaceFirst("^<\\?xml[^>]*\\?>\\s*", "");
    }
}
