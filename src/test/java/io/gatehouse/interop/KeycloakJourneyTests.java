package io.gatehouse.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.TestPortal;
import io.gatehouse.testing.Xml;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whole sign-ins through a real Keycloak that imported our metadata, as we took its own; told in docs/how-to/keycloak.md. */
@OnKeycloak
class KeycloakJourneyTests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static KeycloakRealm realm;
    private static KeycloakRealm rolling;
    private static TestPortal portal;
    private static Gateway gateway;

    @BeforeAll
    static void start(KeycloakServer keycloak) throws Exception {
        realm = keycloak.newRealm();
        realm.rotateKeys(); // two keys are published, the newer one signs: in the midst of a roll-over all is well
        rolling = keycloak.newRealm();
        rolling.announceKey();
        var metadata = realm.metadata();
        portal = TestPortal.start();
        var prepared = Gateway.prepared()
                .file("northwind/partner.yaml", KeycloakPartner.northwind())
                .file("northwind/published.xml", metadata)
                .file("northwind/indifferent.xml", KeycloakPartner.indifferent(metadata))
                .file("northwind/by-post.xml", KeycloakPartner.byPost(metadata))
                .file("northwind/rolling.xml", rolling.metadata());
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        portal.close();
    }

    @Test
    void leadsToThePortalWithWhatKeycloakReadInOurMetadata() throws Exception {
        var imported = new KeycloakTrip(gateway, realm, "imported");
        var read = realm.importServiceProvider(imported.ourMetadata(), Map.of("saml_name_id_format", "email"));
        assertThat(read.path("clientId").asText())
                .isEqualTo(gateway.at("/saml2/metadata/imported").toString());
        assertThat(read.path("redirectUris").toString())
                .contains(gateway.at("/login/saml2/sso/imported").toString());
        for (var on : List.of("server.signature", "assertion.signature", "client.signature", "encrypt")) {
            assertThat(read.path("attributes").path("saml." + on).asText())
                    .as(on)
                    .isEqualTo("true");
        }
        var page = imported.signIn(imported.depart());
        var response = KeycloakTrip.response(page);
        assertThat(isSigned(response.getDocumentElement())).isTrue();
        assertThat(Xml.first(response, Xml.SAML, "EncryptedAssertion")).isNotNull();
        assertThat(Xml.first(response, Xml.SAML, "Assertion")).isNull();
        lands(imported, page);
    }

    @Test
    void takesASignedResponse() throws Exception {
        var response = response("response", Map.of("saml.encrypt", "false", "saml.assertion.signature", "false"));
        assertThat(isSigned(response.getDocumentElement())).isTrue();
        assertThat(isSigned(Xml.first(response, Xml.SAML, "Assertion"))).isFalse();
    }

    @Test
    void takesASignedAssertion() throws Exception {
        var response = response("assertion", Map.of("saml.encrypt", "false", "saml.server.signature", "false"));
        assertThat(isSigned(response.getDocumentElement())).isFalse();
        assertThat(isSigned(Xml.first(response, Xml.SAML, "Assertion"))).isTrue();
    }

    @Test
    void takesBothSigned() throws Exception {
        var response = response("both", Map.of("saml.encrypt", "false"));
        assertThat(isSigned(response.getDocumentElement())).isTrue();
        assertThat(isSigned(Xml.first(response, Xml.SAML, "Assertion"))).isTrue();
    }

    @Test
    void takesAPersistentNameAndAnAddressAsName() throws Exception {
        var persistent = response("persistent", Map.of("saml.encrypt", "false", "saml_name_id_format", "persistent"));
        assertThat(nameId(persistent).getAttribute("Format")).endsWith(":persistent");
        assertThat(nameId(persistent).getTextContent()).doesNotContain("@");
        var address = response("address", Map.of("saml.encrypt", "false"));
        assertThat(nameId(address).getAttribute("Format")).endsWith(":emailAddress");
        assertThat(nameId(address).getTextContent()).isEqualTo("address@northwind.example");
    }

    @Test
    void signsRequestsByRedirectWherePartnersWantIt() throws Exception {
        var trip = trip("signed-redirect", Map.of());
        var asked = trip.depart();
        assertThat(trip.visited()).anyMatch(uri -> uri.contains("SAMLRequest=") && uri.contains("&Signature="));
        lands(trip, trip.signIn(asked));
    }

    @Test
    void signsRequestsByPostWherePartnersWantIt() throws Exception {
        var trip = trip("signed-post", Map.of());
        var posting = trip.depart();
        var request = KeycloakTrip.decoded(posting, "/protocol/saml", "SAMLRequest");
        assertThat(isSigned(request.getDocumentElement())).isTrue();
        lands(trip, trip.signIn(posting.submit("/protocol/saml")));
    }

    @Test
    void sendsUnsignedRequestsByPostToo() throws Exception {
        var trip = trip("unsigned-post", Map.of("saml.client.signature", "false"));
        var posting = trip.depart();
        var request = KeycloakTrip.decoded(posting, "/protocol/saml", "SAMLRequest");
        assertThat(isSigned(request.getDocumentElement())).isFalse();
        lands(trip, trip.signIn(posting.submit("/protocol/saml")));
    }

    @Test
    void keycloakRefusesARequestThatShouldBeSigned() {
        var refused = trip("unsigned", Map.of()).depart(); // imported, so it expects signatures
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Invalid requester");
    }

    @Test
    void tellsThatKeycloakDeclined() throws Exception {
        var trip = trip("cancelled", Map.of("consentRequired", true));
        var consent = trip.signIn(trip.depart());
        var refused = KeycloakTrip.arrive(consent.submit("consent", "cancel", "No"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.reason()).isEqualTo("idp-declined");
        assertThat(details(refused).path("status").toString()).contains("RequestDenied");
    }

    @Test
    void anUnsignedRefusalIsNotBelieved() throws Exception {
        var trip = trip("declined-unsigned", Map.of("consentRequired", true, "saml.server.signature", "false"));
        var consent = trip.signIn(trip.depart());
        var refused = KeycloakTrip.arrive(consent.submit("consent", "cancel", "No"));
        assertThat(reasonOf(refused)).isEqualTo("signature-missing");
        assertThat(details(refused).path("failed").toString()).contains("idp-declined");
    }

    @Test
    void rollsOverToAnAnnouncedKeyAndRefusesAnUnannouncedOne() throws Exception {
        var trip = new KeycloakTrip(gateway, rolling, "rolling");
        rolling.importServiceProvider(trip.ourMetadata(), Map.of("saml_name_id_format", "email"));
        lands(trip, trip.signIn(trip.depart()));
        rolling.dropOldKeys();
        assertThat(KeycloakTrip.arrive(trip.depart()).heading()).isEqualTo("Enter your code");
        rolling.rotateKeys();
        var refused = KeycloakTrip.arrive(trip.depart());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(reasonOf(refused)).isEqualTo("signing-key-unknown");
    }

    private static Document response(String provider, Map<String, Object> changes) throws Exception {
        var trip = trip(provider, changes);
        var page = trip.signIn(trip.depart());
        lands(trip, page);
        return KeycloakTrip.response(page);
    }

    private static KeycloakTrip trip(String provider, Map<String, Object> changes) {
        var trip = new KeycloakTrip(gateway, realm, provider);
        var all = new HashMap<String, Object>(Map.of("saml_name_id_format", "email"));
        all.putAll(changes);
        realm.importServiceProvider(trip.ourMetadata(), all);
        return trip;
    }

    private static void lands(KeycloakTrip trip, Page carrier) throws IOException {
        var enrolment = KeycloakTrip.arrive(carrier);
        assertThat(enrolment.heading()).as(enrolment.body()).isEqualTo("Set up your second factor");
        assertThat(KeycloakTrip.enrol(enrolment).uri().toString())
                .startsWith(portal.origin().toString());
        portal.assertThat().hasNoComplaint();
        var opening = JSON.readTree(portal.openingCalls().getLast().body());
        assertThat(opening.path("email").asText()).isEqualTo(trip.email());
        assertThat(opening.path("given_name").asText()).isEqualTo("Ada");
        assertThat(opening.path("family_name").asText()).isEqualTo("Lovelace");
        assertThat(opening.path("groups"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("engineers", "founders");
    }

    private static boolean isSigned(Element element) {
        return Stream.iterate(element.getFirstChild(), Objects::nonNull, Node::getNextSibling)
                .anyMatch(child -> Xml.DS.equals(child.getNamespaceURI()) && "Signature".equals(child.getLocalName()));
    }

    private static Element nameId(Document response) {
        return Xml.first(response, Xml.SAML, "NameID");
    }

    private static String reasonOf(Page refused) {
        return gateway.jdbc()
                .sql("select reason from login_event where reference = :reference and outcome = 'failure'")
                .param("reference", refused.reference())
                .query(String.class)
                .single();
    }

    private static JsonNode details(Page refused) throws IOException {
        return JSON.readTree(gateway.jdbc()
                .sql("select details from login_event where reference = :reference and outcome = 'failure'")
                .param("reference", refused.reference())
                .query(String.class)
                .single());
    }
}
