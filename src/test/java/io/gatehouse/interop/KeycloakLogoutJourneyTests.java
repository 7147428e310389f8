package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Single logout with a real Keycloak, both ways, and its own starts of a sign-in; told in docs/how-to/keycloak.md. */
@OnKeycloak
class KeycloakLogoutJourneyTests {
    private static final String LOGOUT = "/logout/saml2/slo/";

    private static KeycloakRealm realm;
    private static TestPortal portal;
    private static Gateway gateway;

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        realm = keycloak.newRealm();
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .file("northwind/partner.yaml", KeycloakPartner.northwindWithTiles())
                .file("northwind/published.xml", realm.metadata());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void ourSignOutEndsKeycloaksSessionToo() {
        var trip = trip("leaving", Map.of());
        var landed = KeycloakTrip.arrive(trip.signIn(trip.depart()));
        assertThat(landed.uri().toString())
                .as(landed.body())
                .startsWith(portal.origin().toString());
        var out = trip.get("/sign-out").submit("/sign-out");
        assertThat(isOpen(trip)).isFalse();
        assertThat(out.heading()).isEqualTo("You are signed out");
        var back = delivered(out.refresh());
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        assertThat(back.document().text()).contains("ended its session too");
        assertThat(trip.depart().document().select("input[name=password]"))
                .as("asked anew")
                .isNotEmpty();
    }

    @Test
    void ourSignOutByPostEndsItToo() {
        var trip = trip("leaving-by-post", Map.of("saml.force.post.binding", "true"));
        KeycloakTrip.arrive(trip.signIn(trip.depart()));
        var back = delivered(trip.get("/sign-out").submit("/sign-out").refresh());
        assertThat(back.document().text()).contains("ended its session too");
        assertThat(isOpen(trip)).isFalse();
    }

    @Test
    void aSignOutAtKeycloakEndsOurs() {
        var trip = trip("called-back", Map.of());
        KeycloakTrip.arrive(trip.signIn(trip.depart()));
        assertThat(isOpen(trip)).isTrue();
        var asked = trip.get(URI.create(realm.entityId() + "/protocol/openid-connect/logout"));
        var done = delivered(asked.submit("logout-confirm"));
        assertThat(isOpen(trip)).as(done.body()).isFalse();
        assertThat(done.uri().toString()).as("Keycloak goes on").startsWith(realm.entityId());
        assertThat(trip.get("/sign-out").heading()).isEqualTo("You are signed out");
    }

    @Test
    void anAdministratorAtKeycloakEndsOursWithoutTheBrowser() {
        var trip = trip("ended-from-afar", Map.of("frontchannelLogout", false));
        KeycloakTrip.arrive(trip.signIn(trip.depart()));
        assertThat(isOpen(trip)).isTrue();
        realm.endSessions(trip.email());
        assertThat(isOpen(trip)).isFalse();
    }

    @Test
    void aTileThatBouncesBecomesARoundTripOfOurs() {
        var trip = trip("tile-bounce", Map.of("saml_idp_initiated_sso_url_name", "tile-bounce"));
        var unasked = trip.signIn(trip.get(tile("tile-bounce")));
        assertThat(KeycloakTrip.response(unasked).getDocumentElement().hasAttribute("InResponseTo"))
                .isFalse();
        var asked = KeycloakTrip.arrive(unasked);
        assertThat(KeycloakTrip.response(asked).getDocumentElement().hasAttribute("InResponseTo"))
                .isTrue();
        assertThat(KeycloakTrip.arrive(asked).uri().toString())
                .startsWith(portal.origin().toString());
        assertThat(isOpen(trip)).isTrue();
        assertThat(KeycloakTrip.arrive(trip.get(tile("tile-bounce"))).reason())
                .as("once a minute")
                .isEqualTo("unsolicited-response");
    }

    @Test
    void aTileThatIsAcceptedLeadsToItsPlaceOnce() {
        var trip = trip(
                "tile-accept",
                Map.of(
                        "saml_idp_initiated_sso_url_name", "tile-accept",
                        "saml_idp_initiated_sso_relay_state", "/orders"));
        var unasked = trip.signIn(trip.get(tile("tile-accept")));
        var landed = KeycloakTrip.arrive(unasked);
        assertThat(landed.uri().toString())
                .as(landed.body())
                .startsWith(portal.origin().toString());
        assertThat(portal.openingCalls().getLast().body()).contains("\"return_to\":\"/orders\"");
        assertThat(KeycloakTrip.arrive(unasked).reason()).isEqualTo("replayed");
    }

    @Test
    void aTileIsRefusedUnlessTheSettingsSayOtherwise() {
        var trip = trip("tile-refuse", Map.of("saml_idp_initiated_sso_url_name", "tile-refuse"));
        var refused = KeycloakTrip.arrive(trip.signIn(trip.get(tile("tile-refuse"))));
        assertThat(refused.reason()).isEqualTo("unsolicited-response");
        assertThat(isOpen(trip)).isFalse();
    }

    // Keycloak brings some messages by a page that posts itself.
    private static Page delivered(Page page) {
        var at = page;
        for (int hop = 0;
                hop < 4
                        && !at.document()
                                .select("form [name=SAMLRequest], form [name=SAMLResponse]")
                                .isEmpty();
                hop++) {
            at = at.submit(at.document().selectFirst("form").attr("action"));
        }
        return at;
    }

    private static boolean isOpen(KeycloakTrip trip) {
        return portal.openedSessions().stream()
                .anyMatch(session -> session.email().equals(trip.email()) && session.open());
    }

    private static URI tile(String name) {
        return URI.create(realm.singleSignOn() + "/clients/" + name);
    }

    private static KeycloakTrip trip(String provider, Map<String, Object> changes) {
        var trip = new KeycloakTrip(gateway, realm, provider);
        var all = new HashMap<String, Object>(Map.of("saml_name_id_format", "persistent"));
        all.putAll(changes);
        var read = realm.importServiceProvider(trip.ourMetadata(), all);
        assertThat(read.path("attributes").toString())
                .contains(gateway.at(LOGOUT + provider).toString());
        return trip;
    }
}
