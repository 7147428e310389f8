package io.gatehouse.saml;

import static io.gatehouse.saml.TestLogout.IDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.reason.Reason;
import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.saml.LogoutDoor.Answer;
import io.gatehouse.saml.SingleLogout.Farewell;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jsoup.Jsoup;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Our own logout on its way to the provider, and what comes back. */
@NullUnmarked
class LogoutAnswerTests {
    private static final NameIdentifier ANNA = new NameIdentifier("anna <b>", "urn:x:format", "idp", "sp");

    private final TestLogout logout = new TestLogout();
    private MockHttpServletResponse departure;

    @Test
    void asksByASignedRedirect() throws Exception {
        var farewell = (Farewell.ByRedirect) sendOff();
        assertThat(farewell.address())
                .startsWith(TestLogout.THEIRS + "?SAMLRequest=")
                .contains("&SigAlg=", "&Signature=")
                .doesNotContain("RelayState");
        assertThat(departure.getHeader("Set-Cookie"))
                .startsWith("gatehouse-logout=")
                .contains("Path=/; Max-Age=600;", "Secure; HttpOnly; SameSite=None");
    }

    @Test
    void asksByASignedPostWithTheWholeNameAndTheSession() throws Exception {
        logout.endpoints.removeIf(e -> e.binding() == Binding.REDIRECT);
        assertThat(sendOff()).isInstanceOf(Farewell.Answered.class);
        var request = Xml.parse(new String(
                Base64.getDecoder()
                        .decode(Jsoup.parse(departure.getContentAsString())
                                .selectFirst("[name=SAMLRequest]")
                                .attr("value")),
                StandardCharsets.UTF_8));
        var root = request.getDocumentElement();
        assertThat(root.getAttribute("Destination")).isEqualTo(TestLogout.THEIRS);
        assertThat(root.getAttribute("NotOnOrAfter")).isNotEmpty();
        var name = Xml.first(request, Xml.SAML, "NameID");
        assertThat(name.getTextContent()).isEqualTo("anna <b>");
        assertThat(name.getAttribute("Format")).isEqualTo("urn:x:format");
        assertThat(name.getAttribute("NameQualifier")).isEqualTo("idp");
        assertThat(name.getAttribute("SPNameQualifier")).isEqualTo("sp");
        assertThat(Xml.first(request, Xml.SAMLP, "SessionIndex").getTextContent())
                .isEqualTo("_s1");
        assertThat(Xml.first(request, Xml.DS, "Signature")).isNotNull();
    }

    @Test
    void asksNobodyWhoCannotBeAsked() throws Exception {
        logout.endpoints.clear();
        assertThat(sendOff()).isInstanceOf(Farewell.Nowhere.class);
        assertThat(departure.getHeader("Set-Cookie")).isNull();
    }

    @Test
    void asksNoRetiredProvider() throws Exception {
        logout.state = ProviderState.RETIRED;
        assertThat(sendOff()).isInstanceOf(Farewell.Nowhere.class);
    }

    @Test
    void believesASignedAnswerToItsOwnRequest() throws Exception {
        logout.redirect(logout.answer(sent()));
        assertThat(logout.door.answer).isInstanceOf(Answer.Complete.class);
        assertThat(logout.door.pending.reference()).isEqualTo("ACDEFGHJKM");
        assertThat(logout.browser).isEmpty();
    }

    @Test
    void believesAPostedAnswerToo() throws Exception {
        var order = logout.answer(sent());
        logout.post(order, order.signed(IDP), null);
        assertThat(logout.door.answer).isInstanceOf(Answer.Complete.class);
    }

    @Test
    void tellsThatNotAllIsOver() throws Exception {
        var partial = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
        logout.redirect(logout.answer(sent()).saying("urn:oasis:names:tc:SAML:2.0:status:Success", partial));
        assertThat(logout.door.answer)
                .isInstanceOfSatisfying(
                        Answer.Incomplete.class,
                        a -> assertThat(a.statusCodes()).contains(partial));
    }

    @Test
    void believesAnAnswerOnce() throws Exception {
        var answer = logout.answer(sent());
        logout.redirect(answer);
        logout.redirect(answer);
        unbelievable(Reason.REQUEST_UNKNOWN);
    }

    @Test
    void aBadAnswerDoesNotUseTheRequestUp() throws Exception {
        var answer = logout.answer(sent());
        logout.redirect(answer.unsignedQuery(answer.unsigned(IDP), null));
        unbelievable(Reason.SIGNATURE_MISSING);
        logout.redirect(answer);
        assertThat(logout.door.answer).isInstanceOf(Answer.Complete.class);
    }

    @Test
    void refusesAnAnswerToAnotherRequestOrToNone() throws Exception {
        sent();
        logout.redirect(logout.answer("_other"));
        unbelievable(Reason.REQUEST_UNKNOWN);
        logout.redirect(logout.answer(null));
        unbelievable(Reason.REQUEST_UNKNOWN);
    }

    @Test
    void refusesAnAnswerWithoutStatus() throws Exception {
        var order = logout.answer(sent())
                .changedBeforeSigning(document ->
                        document.getDocumentElement().removeChild(Xml.first(document, Xml.SAMLP, "Status")));
        logout.redirect(order.query(order.unsigned(IDP), null, LogoutOrder.RSA_SHA256, "SHA256withRSA", IDP));
        unbelievable(Reason.RESPONSE_MALFORMED);
    }

    @Test
    void refusesAnAnswerThatIsLateOrSentElsewhere() throws Exception {
        String id = sent();
        logout.redirect(logout.answer(id).at(logout.clock.instant().minus(Duration.ofHours(1))));
        unbelievable(Reason.RESPONSE_EXPIRED);
        logout.redirect(LogoutOrder.answer("http://localhost:8080/login/saml2/sso/northwind", id)
                .at(logout.clock.instant()));
        unbelievable(Reason.DESTINATION_MISMATCH);
    }

    @Test
    void waitsTenMinutes() throws Exception {
        String id = sent();
        logout.clock.advance(Duration.ofMinutes(10));
        logout.redirect(logout.answer(id));
        unbelievable(Reason.REQUEST_UNKNOWN);
    }

    private void unbelievable(Reason reason) {
        assertThat(logout.door.answer)
                .isInstanceOfSatisfying(
                        Answer.Unbelievable.class,
                        a -> assertThat(a.why().reason()).isEqualTo(reason));
        logout.door.answer = null;
    }

    /** The id of a request that the browser is off with, as the provider reads it. */
    private String sent() throws Exception {
        logout.endpoints.removeIf(e -> e.binding() == Binding.REDIRECT);
        sendOff();
        var page = Jsoup.parse(departure.getContentAsString());
        return Xml.parse(new String(
                        Base64.getDecoder()
                                .decode(page.selectFirst("[name=SAMLRequest]").attr("value")),
                        StandardCharsets.UTF_8))
                .getDocumentElement()
                .getAttribute("ID");
    }

    private Farewell sendOff() throws Exception {
        departure = new MockHttpServletResponse();
        var farewell = logout.start()
                .sendOff(
                        new MockHttpServletRequest(),
                        departure,
                        new SingleLogout.Party(TestRoundTrip.NORTHWIND, "hash"),
                        ANNA,
                        "_s1",
                        "ACDEFGHJKM");
        logout.keep(departure);
        return farewell;
    }
}
