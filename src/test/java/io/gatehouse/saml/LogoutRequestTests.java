package io.gatehouse.saml;

import static io.gatehouse.saml.TestLogout.IDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.LogoutDoor.Ending;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.w3c.dom.Element;

/** A provider's request to end sessions, at our address for it: what is believed, what is answered. */
@NullUnmarked
class LogoutRequestTests {
    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

    private final TestLogout logout = new TestLogout();

    @Test
    void takesARedirectedRequestAndAnswersAtTheResponseLocation() throws Exception {
        var answer = logout.redirect(logout.request().id("_r1").of("anna").sessions("_s1", "_s2"));
        assertThat(logout.door.asked.requestId()).isEqualTo("_r1");
        assertThat(logout.door.asked.name().value()).isEqualTo("anna");
        assertThat(logout.door.asked.sessionIndexes()).containsExactly("_s1", "_s2");
        assertThat(logout.door.asked.acceptableUntil()).isAfter(logout.clock.instant());
        assertThat(answer.getStatus()).isEqualTo(303);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        var location = URI.create(answer.getHeader("Location"));
        assertThat(location.toString()).startsWith(TestLogout.THEIRS + "/done?a=b&SAMLResponse=");
        var query = query(location);
        assertThat(query.get("RelayState")).isEqualTo("relay-1");
        var xml = Xml.parse(inflated(query.get("SAMLResponse"))).getDocumentElement();
        assertThat(xml.getLocalName()).isEqualTo("LogoutResponse");
        assertThat(xml.getAttribute("InResponseTo")).isEqualTo("_r1");
        assertThat(xml.getAttribute("Destination")).isEqualTo(TestLogout.THEIRS + "/done?a=b");
        assertThat(codes(xml)).containsExactly(STATUS + "Success");
        assertThat(verifies(location.getRawQuery())).isTrue();
    }

    @Test
    void answersAPostByAPostThatIsSignedInside() throws Exception {
        var order = logout.request().id("_r2");
        var answer = logout.post(order, order.signed(IDP), "a b&c");
        assertThat(logout.door.asked.requestId()).isEqualTo("_r2");
        var page = Jsoup.parse(answer.getContentAsString());
        var form = page.selectFirst("form");
        assertThat(form.attr("action")).isEqualTo(TestLogout.THEIRS);
        assertThat(form.selectFirst("[name=RelayState]").attr("value")).isEqualTo("a b&c");
        var xml = Xml.parse(new String(
                Base64.getDecoder()
                        .decode(form.selectFirst("[name=SAMLResponse]").attr("value")),
                StandardCharsets.UTF_8));
        assertThat(Xml.first(xml, Xml.DS, "Signature")).isNotNull();
        assertThat(xml.getDocumentElement().getAttribute("InResponseTo")).isEqualTo("_r2");
        assertThat(answer.getHeader("Content-Security-Policy")).contains("form-action https://idp.northwind.example");
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void saysWhatCameOfIt(Ending ending) throws Exception {
        logout.door.ending = ending;
        var answer = logout.redirect(logout.request());
        assertThat(codes(response(answer)))
                .isEqualTo(
                        switch (ending) {
                            case WHOLE -> List.of(STATUS + "Success");
                            case PARTIAL -> List.of(STATUS + "Success", STATUS + "PartialLogout");
                            case REFUSED -> List.of(STATUS + "Requester");
                        });
    }

    @Test
    void showsAPageToWhomItCannotAnswer() throws Exception {
        logout.endpoints.clear();
        logout.redirect(logout.request());
        assertThat(logout.door.shown).isEqualTo(Ending.WHOLE);
    }

    @Test
    void answersByTheOtherBindingWhereTheProviderHasOnlyThat() throws Exception {
        logout.endpoints.removeIf(e -> e.binding() == Binding.REDIRECT);
        assertThat(logout.redirect(logout.request()).getContentAsString()).contains("SAMLResponse");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderState.class,
            names = {"DRAFT", "TESTED", "RETIRED"})
    void doesNotListenToAProviderThatIsNotActive(ProviderState state) throws Exception {
        logout.state = state;
        logout.redirect(logout.request());
        assertThat(logout.door.reason()).isEqualTo(Reason.IDENTITY_PROVIDER_NOT_ACTIVE);
        assertThat(logout.door.asked).isNull();
    }

    @Test
    void refusesWhatIsNotSigned() throws Exception {
        var order = logout.request();
        var refused = logout.redirect(order.unsignedQuery(order.unsigned(IDP), null));
        refusedAs(Reason.SIGNATURE_MISSING, refused);
        logout.door.refused = null;
        refusedAs(Reason.SIGNATURE_MISSING, logout.post(order, order.unsigned(IDP), null));
    }

    @Test
    void refusesAStrangersSignature() throws Exception {
        var stranger = TestIdentityProvider.named("https://stranger.example");
        var order = logout.request().issuer(IDP.entityId());
        refusedAs(Reason.SIGNATURE_INVALID, logout.redirect(order.query(stranger, null)));
        logout.door.refused = null;
        refusedAs(Reason.SIGNING_KEY_UNKNOWN, logout.post(order, order.signed(stranger), null));
    }

    @Test
    void refusesAnotherIssuer() throws Exception {
        refusedAs(
                Reason.ISSUER_MISMATCH,
                logout.redirect(logout.request().issuer("https://other.example").query(IDP, null)));
    }

    @Test
    void verifiesTheOctetsAsTheyCame() throws Exception {
        var order = logout.request();
        var query = order.query(IDP, "re-lay");
        assertThat(query).contains("&RelayState=re-lay&");
        // The same text in another encoding is not what was signed.
        refusedAs(Reason.SIGNATURE_INVALID, logout.redirect(query.replace("re-lay", "re%2Dlay")));
        refusedAs(Reason.SIGNATURE_INVALID, logout.redirect(query.replace("&RelayState=re-lay", "")));
        logout.redirect(query);
        assertThat(logout.door.asked).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&SAMLRequest=x",
                "&RelayState=other",
                "&SAMLResponse=x",
                "&Signature=AAAA",
                "&other=1",
                "&SAMLEncoding=urn:other",
                "&samlrequest=x"
            })
    void refusesParametersTwiceAndUnknownOnes(String more) throws Exception {
        refusedAs(Reason.RESPONSE_MALFORMED, logout.redirect(logout.request().query(IDP, "relay") + more));
    }

    @Test
    void refusesRelayStatesThatAreTooLongOrNotPrintable() throws Exception {
        refusedAs(Reason.RESPONSE_MALFORMED, logout.redirect(logout.request().query(IDP, "x".repeat(513))));
        refusedAs(Reason.RESPONSE_MALFORMED, logout.redirect(logout.request().query(IDP, "a\r\nSet-Cookie: b")));
        var order = logout.request();
        refusedAs(Reason.RESPONSE_MALFORMED, logout.post(order, order.signed(IDP), "x".repeat(513)));
    }

    @Test
    void refusesOtherAlgorithmsAndWhatIsNoSignature() throws Exception {
        var order = logout.request();
        var sha1 = order.query(order.unsigned(IDP), null, LogoutOrder.RSA_SHA1, "SHA1withRSA", IDP);
        refusedAs(Reason.ALGORITHM_REFUSED, logout.redirect(sha1));
        var md5 = "http://www.w3.org/2001/04/xmldsig-more#rsa-md5";
        refusedAs(
                Reason.ALGORITHM_REFUSED,
                logout.redirect(order.query(order.unsigned(IDP), null, md5, "MD5withRSA", IDP)));
        var bare = order.unsignedQuery(order.unsigned(IDP), null) + "&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2F"
                + "xmldsig-more%23rsa-sha256&Signature=";
        refusedAs(Reason.RESPONSE_MALFORMED, logout.redirect(bare + "!!!"));
        refusedAs(Reason.SIGNATURE_INVALID, logout.redirect(bare + "AAAA"));
    }

    @Test
    void takesSha1UntilTheDayThatIsSet() throws Exception {
        logout.settings = Settings.sha1Until(LocalDate.of(2027, 1, 1));
        var order = logout.request();
        logout.redirect(order.query(order.unsigned(IDP), null, LogoutOrder.RSA_SHA1, "SHA1withRSA", IDP));
        assertThat(logout.door.asked.warnings()).contains("insecure-sha1-until");
    }

    @Test
    void takesEllipticSignaturesInBothForms() throws Exception {
        var elliptic = TestIdentityProvider.withEllipticKey(IDP.entityId());
        logout.trusted = elliptic;
        var method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
        for (String form : List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format")) {
            logout.door.asked = null;
            var order = logout.request();
            logout.redirect(order.query(order.unsigned(elliptic), "r", method, form, elliptic));
            assertThat(logout.door.asked).as(form).isNotNull();
        }
    }

    @Test
    void tellsTheProviderThatItsOwnRequestIsNotAcceptable() throws Exception {
        var late = logout.request().at(logout.clock.instant().minus(Duration.ofHours(1)));
        var answer = logout.redirect(late);
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.RESPONSE_EXPIRED);
        assertThat(logout.door.asked).isNull();
        assertThat(codes(response(answer))).containsExactly(STATUS + "Requester");
        logout.redirect(LogoutOrder.request("http://localhost:8080/logout/saml2/slo/contoso")
                .at(logout.clock.instant()));
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.DESTINATION_MISMATCH);
    }

    @Test
    void refusesTimesOutsideTheWindow() throws Exception {
        var now = logout.clock.instant();
        logout.redirect(logout.request().at(now.minusSeconds(170)).lasting(Duration.ofSeconds(60)));
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.CLOCK_SKEW);
        logout.redirect(logout.request().at(now.plus(Duration.ofHours(1))));
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.RESPONSE_NOT_YET_VALID);
        logout.redirect(logout.request().lasting(null));
        assertThat(logout.door.asked).isNotNull();
    }

    @Test
    void opensAnEncryptedNameOnlyBehindASignatureThatHolds() throws Exception {
        var order = logout.request().of("secret-anna").encryptedFor(TestRoundTrip.OURS.certificate());
        var refused = logout.redirect(order.unsignedQuery(order.unsigned(IDP), null));
        assertThat(logout.door.refused.evidence().toString()).doesNotContain("decryption");
        refusedAs(Reason.SIGNATURE_MISSING, refused);
        logout.redirect(order);
        assertThat(logout.door.asked.name().value()).isEqualTo("secret-anna");
        var stranger = TestKeys.rsa(2048);
        logout.redirect(logout.request().encryptedFor(stranger.certificate()));
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.DECRYPTION_FAILED);
    }

    @Test
    void refusesASignatureInsideARedirectedMessage() throws Exception {
        var order = logout.request();
        refusedAs(
                Reason.RESPONSE_MALFORMED,
                logout.redirect(order.query(order.signed(IDP), null, LogoutOrder.RSA_SHA256, "SHA256withRSA", IDP)));
    }

    @Test
    void refusesAnyOtherMessage() throws Exception {
        var round = new TestRoundTrip();
        var order = logout.request();
        var response = IDP.respond(round.order("_x"));
        refusedAs(
                Reason.RESPONSE_MALFORMED,
                logout.redirect(order.query(response, null, LogoutOrder.RSA_SHA256, "SHA256withRSA", IDP)));
        refusedAs(Reason.RESPONSE_MALFORMED, logout.post(order, response, null));
    }

    @Test
    void answersOtherMethodsWithTheirNames() throws Exception {
        var answer = logout.run(new MockHttpServletRequest("PUT", TestLogout.PATH));
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void boundsWhatIsInflated() throws Exception {
        var bomb = "<a>" + " ".repeat(300_000) + "</a>";
        refusedAs(
                Reason.RESPONSE_MALFORMED,
                logout.redirect(logout.request().query(bomb, null, LogoutOrder.RSA_SHA256, "SHA256withRSA", IDP)));
    }

    private void refusedAs(Reason reason, MockHttpServletResponse response) {
        assertThat(logout.door.reason()).isEqualTo(reason);
        assertThat(response.getStatus()).isEqualTo(reason.status());
        assertThat(response.getHeader("Location")).isNull();
        assertThat(logout.door.asked).isNull();
        logout.door.refused = null;
    }

    private static Element response(MockHttpServletResponse answer) throws Exception {
        var query = query(URI.create(answer.getHeader("Location")));
        return Xml.parse(inflated(query.get("SAMLResponse"))).getDocumentElement();
    }

    private static List<String> codes(Element response) {
        var codes = response.getElementsByTagNameNS(Xml.SAMLP, "StatusCode");
        return IntStream.range(0, codes.getLength())
                .mapToObj(i -> ((Element) codes.item(i)).getAttribute("Value"))
                .toList();
    }

    private static boolean verifies(String rawQuery) throws Exception {
        var signed = rawQuery.substring(rawQuery.indexOf("SAMLResponse="), rawQuery.indexOf("&Signature="));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(TestRoundTrip.OURS.certificate().getPublicKey());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        var value = URLDecoder.decode(rawQuery.substring(rawQuery.indexOf("&Signature=") + 11), StandardCharsets.UTF_8);
        return signature.verify(Base64.getDecoder().decode(value));
    }

    private static Map<String, String> query(URI address) {
        var fields = new HashMap<String, String>();
        for (String pair : address.getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String inflated(String message) throws Exception {
        try (var in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(message)), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
