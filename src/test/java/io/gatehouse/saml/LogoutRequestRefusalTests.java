package io.gatehouse.saml;

import static io.gatehouse.saml.TestLogout.IDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.reason.Reason;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.TestIdentityProvider;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** A provider's request to end sessions, at our address for it: what is not believed, or not acceptable. */
@NullUnmarked
class LogoutRequestRefusalTests {
    private final TestLogout logout = new TestLogout();

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
    void tellsTheProviderThatItsOwnRequestIsNotAcceptable() throws Exception {
        var late = logout.request().at(logout.clock.instant().minus(Duration.ofHours(1)));
        var answer = logout.redirect(late);
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.RESPONSE_EXPIRED);
        assertThat(logout.door.asked).isNull();
        assertThat(logout.codes(answer)).containsExactly("Requester");
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
}
