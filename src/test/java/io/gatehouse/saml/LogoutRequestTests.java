package io.gatehouse.saml;

import static io.gatehouse.saml.TestLogout.IDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.LogoutDoor.Ending;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** A provider's request to end sessions, at our address for it: what is believed, what is answered. */
@NullUnmarked
class LogoutRequestTests {
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
        var location = answer.getHeader("Location");
        assertThat(location).startsWith(TestLogout.THEIRS + "/done?a=b&SAMLResponse=");
        assertThat(RedirectText.parameters(location)).containsEntry("RelayState", "relay-1");
        var message = RedirectText.message(location, "SAMLResponse");
        var xml = message.getDocumentElement();
        assertThat(xml.getLocalName()).isEqualTo("LogoutResponse");
        assertThat(xml.getAttribute("InResponseTo")).isEqualTo("_r1");
        assertThat(xml.getAttribute("Destination")).isEqualTo(TestLogout.THEIRS + "/done?a=b");
        assertThat(RedirectText.codes(message)).containsExactly("Success");
        var ours = TestRoundTrip.OURS.certificate().getPublicKey();
        assertThat(RedirectText.verifies(location, "SAMLResponse", ours)).isTrue();
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
        assertThat(logout.codes(answer))
                .isEqualTo(
                        switch (ending) {
                            case WHOLE -> List.of("Success");
                            case PARTIAL -> List.of("Success", "PartialLogout");
                            case REFUSED -> List.of("Requester");
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
    void opensAnEncryptedNameOnlyBehindASignatureThatHolds() throws Exception {
        var order = logout.request().of("secret-anna").encryptedFor(TestRoundTrip.OURS.certificate());
        var refused = logout.redirect(order.unsignedQuery(order.unsigned(IDP), null));
        assertThat(logout.door.refused.evidence().toString()).doesNotContain("decryption");
        assertThat(logout.door.reason()).isEqualTo(Reason.SIGNATURE_MISSING);
        assertThat(refused.getHeader("Location")).isNull();
        logout.redirect(order);
        assertThat(logout.door.asked.name().value()).isEqualTo("secret-anna");
        var stranger = TestKeys.rsa(2048);
        logout.redirect(logout.request().encryptedFor(stranger.certificate()));
        assertThat(logout.door.declined.reason()).isEqualTo(Reason.DECRYPTION_FAILED);
    }

    @Test
    void answersOtherMethodsWithTheirNames() throws Exception {
        var answer = logout.run(new MockHttpServletRequest("PUT", TestLogout.PATH));
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("GET, POST");
    }
}
