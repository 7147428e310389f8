package io.gatehouse.saml;

import static io.gatehouse.saml.TestRoundTrip.OURS;
import static io.gatehouse.saml.TestRoundTrip.metadata;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderSettings.SignAuthnRequests;
import io.gatehouse.identityprovider.ProviderSettings.Unsolicited;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.reason.Reason;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.util.UriUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@NullUnmarked
class DepartureTests {
    private static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";

    private final TestRoundTrip trip = new TestRoundTrip();

    @Test
    void sendsAnAuthnRequestByRedirect() throws Exception {
        var response = trip.depart("northwind");
        assertThat(response.getStatus()).isEqualTo(302);
        assertThat(response.getRedirectedUrl()).startsWith("https://idp.northwind.example/sso?tenant=1&SAMLRequest=");
        var query = SentRequest.query(response);
        assertThat(query).containsOnlyKeys("tenant", "SAMLRequest", "RelayState");
        Element request = SentRequest.inflated(query.get("SAMLRequest")).getDocumentElement();
        assertThat(request.getAttribute("ID")).isEqualTo(query.get("RelayState"));
        assertThat(request.getAttribute("Version")).isEqualTo("2.0");
        assertThat(request.getAttribute("IssueInstant")).isEqualTo("2026-11-20T12:00:00.000Z");
        assertThat(request.getAttribute("Destination")).isEqualTo("https://idp.northwind.example/sso?tenant=1");
        assertThat(request.getAttribute("ProtocolBinding")).isEqualTo("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        assertThat(request.getAttribute("AssertionConsumerServiceURL"))
                .isEqualTo("http://localhost:8080/login/saml2/sso/northwind");
        assertThat(request.hasAttribute("ForceAuthn")).isFalse();
        assertThat(request.getChildNodes().getLength()).isEqualTo(1);
        assertThat(request.getFirstChild().getTextContent())
                .isEqualTo("http://localhost:8080/saml2/metadata/northwind");
        assertThat(trip.door.departures).isEqualTo(1);
    }

    @Test
    void asksForWhatIsConfiguredOnly() throws Exception {
        trip.settings = settings(
                SignAuthnRequests.WHEN_WANTED,
                List.of("urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken"),
                "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent");
        Document request =
                SentRequest.inflated(SentRequest.query(trip.depart("northwind")).get("SAMLRequest"));
        assertThat(((Element) request.getElementsByTagNameNS(SAMLP, "NameIDPolicy")
                                .item(0))
                        .getAttribute("Format"))
                .endsWith(":persistent");
        assertThat(request.getElementsByTagNameNS(SAMLP, "RequestedAuthnContext")
                        .item(0)
                        .getTextContent())
                .endsWith(":TimeSyncToken");
    }

    @Test
    void signsTheQueryWhenTheProviderWantsIt() throws Exception {
        trip.metadata = metadata(Binding.REDIRECT, "https://idp.northwind.example/sso", true);
        assertThat(querySignatureHolds(trip.depart("northwind"))).isTrue();
    }

    @Test
    void signsTheQueryWhenTheSettingsSayAlways() throws Exception {
        trip.settings = settings(SignAuthnRequests.ALWAYS, List.of(), null);
        assertThat(querySignatureHolds(trip.depart("northwind"))).isTrue();
    }

    @Test
    void sendsByAPageThatWorksUnderItsStrictPolicy() throws Exception {
        trip.metadata = metadata(Binding.POST, "https://idp.northwind.example/sso?a=1&b=2", false);
        var response = trip.depart("northwind");
        String page = response.getContentAsString();
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(page)
                .contains("action=\"https://idp.northwind.example/sso?a=1&amp;b=2\"")
                .contains("<noscript>");
        String policy = response.getHeader("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("form-action https://idp.northwind.example https:;")
                .contains("frame-ancestors 'none'")
                .contains("script-src " + hash(between(page, "<script>", "</script>")) + ";")
                .contains("style-src " + hash(between(page, "<style>", "</style>")) + ";")
                .doesNotContain("unsafe-inline");
        Element request = SentRequest.posted(page).getDocumentElement();
        assertThat(request.getAttribute("ID")).isEqualTo(SentRequest.input(page, "RelayState"));
        assertThat(request.getElementsByTagNameNS("*", "Signature").getLength()).isZero();
        assertThat(trip.browser).hasSize(1);
    }

    @Test
    void signsThePostedRequestWhenWanted() throws Exception {
        trip.metadata = metadata(Binding.POST, "https://idp.northwind.example/sso", true);
        Document request = SentRequest.posted(trip.depart("northwind").getContentAsString());
        request.getDocumentElement().setIdAttribute("ID", true);
        var signature = request.getElementsByTagNameNS("*", "Signature").item(0);
        var context = new DOMValidateContext(OURS.certificate().getPublicKey(), signature);
        assertThat(XMLSignatureFactory.getInstance("DOM")
                        .unmarshalXMLSignature(context)
                        .validate(context))
                .isTrue();
    }

    @Test
    void hintsTheProviderThatTakesHints() throws Exception {
        trip.door.loginHint = "anna+x@northwind.example";
        assertThat(SentRequest.query(trip.depart("northwind"))).doesNotContainKey("login_hint");
        trip.metadata = TestRoundTrip.of(trip.metadata, Vendor.ENTRA_ID);
        assertThat(SentRequest.query(trip.depart("northwind"))).containsEntry("login_hint", "anna+x@northwind.example");
    }

    @Test
    void answersNotFoundToAnUnknownId() throws Exception {
        assertThat(trip.depart("contoso").getStatus()).isEqualTo(404);
        assertThat(trip.depart("Not_An_Id").getStatus()).isEqualTo(404);
        assertThat(trip.door.departures).isZero();
    }

    @Test
    void takesOnlyGet() throws Exception {
        var response = trip.run(trip.request("POST", "/saml2/authenticate/northwind"));
        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeader("Allow")).isEqualTo("GET");
    }

    @Test
    void refusesAProviderThatIsNotActive() throws Exception {
        for (var state : List.of(ProviderState.DRAFT, ProviderState.TESTED, ProviderState.RETIRED)) {
            trip.state = state;
            trip.depart("northwind");
            assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
            assertThat(trip.door.refused.evidence().values()).containsEntry("state", state.code());
        }
        assertThat(trip.door.departures).isZero();
    }

    @Test
    void refusesAProviderWithoutKeys() throws Exception {
        trip.metadata = TestRoundTrip.without(trip.metadata, true, false);
        trip.depart("northwind");
        assertThat(trip.door.reason()).isEqualTo(Reason.PROVIDER_KEY_MISSING);
    }

    @Test
    void refusesAProviderWhoseMetadataIsOver() throws Exception {
        trip.metadata = TestRoundTrip.validUntil(trip.metadata, TestRoundTrip.NOON);
        trip.depart("northwind");
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(trip.door.refused.evidence().values()).containsEntry("valid_until", "2026-11-20T12:00:00Z");
    }

    @Test
    void refusesAProviderWithNowhereToGo() throws Exception {
        trip.metadata = TestRoundTrip.without(trip.metadata, false, true);
        trip.depart("northwind");
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        trip.metadata = null;
        trip.depart("northwind");
        assertThat(trip.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(trip.door.departures).isZero();
    }

    private static boolean querySignatureHolds(MockHttpServletResponse response) throws Exception {
        String query = response.getRedirectedUrl()
                .substring(response.getRedirectedUrl().indexOf("SAMLRequest="));
        int signatureAt = query.indexOf("&Signature=");
        assertThat(query.substring(0, signatureAt)).matches("SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=[^&]+");
        assertThat(UriUtils.decode(query, UTF_8)).contains("SigAlg=http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(OURS.certificate().getPublicKey());
        signature.update(query.substring(0, signatureAt).getBytes(UTF_8));
        return signature.verify(Base64.getDecoder().decode(UriUtils.decode(query.substring(signatureAt + 11), UTF_8)));
    }

    private static ProviderSettings settings(SignAuthnRequests sign, List<String> contexts, String format) {
        return new ProviderSettings(
                Unsolicited.REFUSE,
                List.of(),
                sign,
                false,
                contexts,
                format,
                null,
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Map.of(),
                ProviderSettings.Provisioning.INVITED_ONLY,
                List.of(),
                ProviderSettings.Exceptions.NONE);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String hash(String inline) throws Exception {
        return "'sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(inline.getBytes(UTF_8)))
                + "'";
    }
}
