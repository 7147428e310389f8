package io.gatehouse.signin.signout;

import static io.gatehouse.signin.signout.LogoutScene.IDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.ServiceKeys;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.Xml;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.w3c.dom.Element;

/** The rows SLO-1 to SLO-12 of what single logout must withstand; each shows which portal sessions ended. */
class LogoutThreatsTests {
    private static final TestIdentityProvider STRANGER = TestIdentityProvider.named("https://stranger.example");
    private static final String QUALIFIED =
            " Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\" NameQualifier=\"%s\"";

    private static LogoutScene scene;

    private final HttpBrowser nobody = new HttpBrowser();
    private String anna;
    private String ben;

    @BeforeAll
    static void start() {
        scene = LogoutScene.shared();
    }

    @BeforeEach
    void signTwoPeopleIn(TestInfo test) {
        int id = Math.abs(test.getDisplayName().hashCode());
        anna = "anna" + id;
        ben = "ben" + id;
        scene.signIn("northwind-idp", anna, "_a1-" + anna);
        scene.signIn("northwind-idp", ben, "_b1-" + ben);
    }

    @Test
    void slo1RefusesARequestThatIsNotSignedOrSignedByAStranger() {
        var order = scene.request("northwind-idp", anna);
        refused(scene.redirect(nobody, "northwind-idp", order.unsignedQuery(order.unsigned(IDP), null)), 403);
        refused(
                scene.redirect(
                        nobody, "northwind-idp", order.issuer(IDP.entityId()).query(STRANGER, null)),
                403);
        assertThat(scene.post(nobody, "northwind-idp", order, order.unsigned(IDP))
                        .reason())
                .isEqualTo("signature-missing");
        assertThat(scene.post(nobody, "northwind-idp", order, order.signed(STRANGER))
                        .reason())
                .isEqualTo("signing-key-unknown");
        nothingEnded();
    }

    @Test
    void slo2EndsWhoIsNamedAndNotWhoseBrowserItIs() {
        var ofBen = scene.signIn("northwind-idp", ben, "_b2");
        assertThat(scene.redirect(ofBen, "northwind-idp", scene.request("northwind-idp", anna))
                        .codes())
                .containsExactly("Success");
        assertThat(open()).containsExactly(ben, ben);
        assertThat(ofBen.get(scene.gateway.at("/sign-out")).heading()).isEqualTo("Sign out?");
    }

    @Test
    void slo3RefusesWhatIsTooLateTooOldOrHonouredBefore() {
        var now = scene.clock.instant();
        var late =
                scene.request("northwind-idp", anna).at(now.minusSeconds(240)).lasting(Duration.ofSeconds(30));
        assertThat(scene.redirect(nobody, "northwind-idp", late).codes()).containsExactly("Requester");
        var old = scene.request("northwind-idp", anna)
                .at(now.minus(Duration.ofHours(2)))
                .lasting(null);
        assertThat(scene.redirect(nobody, "northwind-idp", old).codes()).containsExactly("Requester");
        nothingEnded();
        var good = scene.request("northwind-idp", anna);
        assertThat(scene.redirect(nobody, "northwind-idp", good).codes()).containsExactly("Success");
        assertThat(open()).containsExactly(ben);
        scene.signIn("northwind-idp", anna, "_a2");
        assertThat(scene.redirect(nobody, "northwind-idp", good).codes()).containsExactly("Requester");
        assertThat(scene.post(nobody, "northwind-idp", good, good.signed(IDP)).body())
                .contains("SAMLResponse");
        assertThat(scene.events().getLast()).isEqualTo("failure replayed");
        nothingEnded();
    }

    @Test
    void slo4EndsOnlyTheSessionsThatAreNamed() {
        scene.signIn("northwind-idp", anna, "_a2-" + anna);
        var order = scene.request("northwind-idp", anna).sessions("_a2-" + anna, "_unknown");
        assertThat(scene.redirect(nobody, "northwind-idp", order).codes()).containsExactly("Success");
        nothingEnded();
        var other = scene.request("northwind-idp", anna).sessions("_b1-" + ben);
        assertThat(scene.redirect(nobody, "northwind-idp", other).codes()).containsExactly("Success", "PartialLogout");
        nothingEnded();
    }

    @Test
    void slo4EndsAllOfTheNameWhereNoneIsNamed() {
        scene.signIn("northwind-idp", anna, "_a2");
        scene.redirect(nobody, "northwind-idp", scene.request("northwind-idp", anna));
        assertThat(open()).containsExactly(ben);
    }

    @Test
    void slo5FindsTheSessionWithoutACookie() {
        var order = scene.request("northwind-idp", anna).sessions("_a1-" + anna);
        var answer = scene.post(nobody, "northwind-idp", order, order.signed(IDP));
        assertThat(answer.form(LogoutScene.SLO)).containsKey("SAMLResponse");
        assertThat(open()).containsExactly(ben);
    }

    @Test
    void slo5SaysPartialWhereItKnowsNoSuchSession() {
        var order = scene.request("northwind-idp", "nobody-" + anna);
        assertThat(scene.redirect(nobody, "northwind-idp", order).codes()).containsExactly("Success", "PartialLogout");
        nothingEnded();
    }

    @Test
    void slo5SaysPartialWhereThePortalCouldNotBeTold() {
        scene.portal.fails(1, 503);
        assertThat(scene.redirect(nobody, "northwind-idp", scene.request("northwind-idp", anna))
                        .codes())
                .containsExactly("Success", "PartialLogout");
        // It is over here, and a task goes on telling the portal.
        assertThat(scene.redirect(nobody, "northwind-idp", scene.request("northwind-idp", anna))
                        .codes())
                .containsExactly("Success");
    }

    @Test
    void slo7RefusesASignedAssertionHiddenInAnUnsignedRequest() {
        var signed = Xml.parse(IDP.respond(
                ResponseOrder.to("https://a.example", "https://b.example").nameId(anna)));
        var order = scene.request("northwind-idp", anna).changedAfterSigning(document -> {
            Element extensions = document.createElementNS(Xml.SAMLP, "samlp:Extensions");
            extensions.appendChild(document.importNode(Xml.first(signed, Xml.SAML, "Assertion"), true));
            var root = document.getDocumentElement();
            root.insertBefore(extensions, Xml.first(document, Xml.SAML, "NameID"));
        });
        assertThat(scene.post(nobody, "northwind-idp", order, order.unsigned(IDP))
                        .reason())
                .isEqualTo("response-malformed");
        refused(scene.redirect(nobody, "northwind-idp", order.unsignedQuery(order.unsigned(IDP), null)), 400);
        nothingEnded();
    }

    @Test
    void slo8BelievesNoAnswerThatIsUnsignedOrToAnotherRequestOrWithoutStatus() {
        var browser = scene.signIn("northwind-idp", anna, "_a2");
        var sent = signOut(browser);
        assertThat(open()).containsExactly(anna, ben);
        var address = scene.address("northwind-idp").toString();
        var now = scene.clock.instant();
        var unsigned = LogoutOrder.answer(address, sent).at(now);
        unsure(browser, unsigned.unsignedQuery(unsigned.unsigned(IDP), null), "signature-missing");
        var other = LogoutOrder.answer(address, "_other").at(now);
        unsure(browser, other.query(IDP, null), "request-unknown");
        var none = LogoutOrder.answer(address, null).at(now);
        unsure(browser, none.query(IDP, null), "request-unknown");
        var silent = LogoutOrder.answer(address, sent)
                .at(now)
                .changedBeforeSigning(document ->
                        document.getDocumentElement().removeChild(Xml.first(document, Xml.SAMLP, "Status")));
        unsure(browser, silent.query(IDP, null), "response-malformed");
        var stranger = LogoutOrder.answer(address, sent).at(now).issuer(IDP.entityId());
        unsure(browser, stranger.query(STRANGER, null), "signature-invalid");
        var good = LogoutOrder.answer(address, sent).at(now);
        var over = browser.get(URI.create(address + "?" + good.query(IDP, null)));
        assertThat(over.document().text()).contains("ended its session too");
        assertThat(open()).containsExactly(anna, ben);
    }

    @Test
    void slo8BelievesNoAnswerInABrowserThatDidNotSignOut() {
        var order = LogoutOrder.answer(scene.address("northwind-idp").toString(), "_guessed")
                .at(scene.clock.instant());
        var page = nobody.get(URI.create(scene.address("northwind-idp") + "?" + order.query(IDP, null)));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.reason()).isEqualTo("request-unknown");
        assertThat(page.document().text()).contains("nothing was ended by it");
        nothingEnded();
    }

    @Test
    void slo9TheSameTextOfAnotherFormatOrQualifierIsSomebodyElse() {
        for (String attributes : List.of(
                "",
                " Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"",
                QUALIFIED.formatted("https://elsewhere.example"),
                QUALIFIED.formatted(IDP.entityId()) + " SPNameQualifier=\"https://elsewhere.example\"")) {
            var order = scene.request("northwind-idp", anna).named(attributes);
            assertThat(scene.redirect(nobody, "northwind-idp", order).codes())
                    .as(attributes)
                    .containsExactly("Success", "PartialLogout");
        }
        nothingEnded();
        // What the session's name left out stands for the provider itself (SAML Core 8.3.7).
        var whole = scene.request("northwind-idp", anna).named(QUALIFIED.formatted(IDP.entityId()));
        assertThat(scene.redirect(nobody, "northwind-idp", whole).codes()).containsExactly("Success");
        assertThat(open()).containsExactly(ben);
    }

    @Test
    void slo9TheSameNameAtAnotherPartnerIsSomebodyElse() {
        scene.signIn("contoso-idp", anna, "_c1");
        scene.signIn("northwind-quiet", anna, "_q1");
        scene.redirect(nobody, "contoso-idp", scene.request("contoso-idp", anna));
        assertThat(open()).containsExactly(anna, anna, ben);
        // Sent to one address, and not good at another.
        var astray = scene.request("contoso-idp", anna);
        assertThat(scene.redirect(nobody, "northwind-idp", astray).codes()).containsExactly("Requester");
        assertThat(open()).containsExactly(anna, anna, ben);
        scene.redirect(nobody, "northwind-idp", scene.request("northwind-idp", anna));
        assertThat(open()).containsExactly(anna, ben);
    }

    @Test
    void slo10HandsNoRelayStateOnThatIsLongOrStrange() {
        var order = scene.request("northwind-idp", anna);
        refused(scene.redirect(nobody, "northwind-idp", order.query(IDP, "x".repeat(600))), 400);
        refused(scene.redirect(nobody, "northwind-idp", order.query(IDP, "a\nLocation: https://evil.example")), 400);
        nothingEnded();
        var fine = scene.redirect(nobody, "northwind-idp", order.query(IDP, "a&SAMLResponse=b"));
        var location = fine.http.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(LogoutScene.SLO);
        assertThat(RedirectText.parameters(location)).containsEntry("RelayState", "a&SAMLResponse=b");
    }

    @Test
    void slo11TakesNoWeakOrUnknownAlgorithmAndNoSignatureThatIsNone() {
        var order = scene.request("northwind-idp", anna);
        var xml = order.unsigned(IDP);
        refused(
                scene.redirect(
                        nobody, "northwind-idp", order.query(xml, null, LogoutOrder.RSA_SHA1, "SHA1withRSA", IDP)),
                403);
        refused(scene.redirect(nobody, "northwind-idp", order.query(xml, null, "urn:none", "SHA256withRSA", IDP)), 403);
        var signed = order.query(IDP, null);
        refused(scene.redirect(nobody, "northwind-idp", signed.replaceFirst("&Signature=.*", "&Signature=%21")), 400);
        refused(scene.redirect(nobody, "northwind-idp", signed.replaceFirst("&Signature=.*", "")), 400);
        nothingEnded();
    }

    @Test
    void slo12OpensAnEncryptedNameOnlyBehindASignature() {
        var encryption = scene.gateway
                .bean(ServiceKeys.class)
                .current(ServiceKeys.Purpose.SAML_ENCRYPTION)
                .certificate();
        var order = scene.request("northwind-idp", anna).encryptedFor(encryption);
        refused(scene.redirect(nobody, "northwind-idp", order.unsignedQuery(order.unsigned(IDP), null)), 403);
        nothingEnded();
        assertThat(scene.redirect(nobody, "northwind-idp", order).codes()).containsExactly("Success");
        assertThat(open()).containsExactly(ben);
    }

    @Test
    void aRetiredProviderIsNotHeardAndNotAskedButThePersonsOwnSignOutEndsAll() {
        var browser = scene.signIn("contoso-old", anna, "_o1");
        scene.retire("contoso-old");
        refused(scene.redirect(nobody, "contoso-old", scene.request("contoso-old", anna)), 403);
        assertThat(open()).containsExactly(anna, anna, ben);
        var out = browser.get(scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(out.header("Refresh")).isEmpty();
        assertThat(out.document().text()).contains("may still be signed in");
        nothingEnded();
    }

    @Test
    void signsOutHereWhereTheProviderHasNoLogout() {
        var browser = scene.signIn("northwind-quiet", anna, "_q1");
        var out = browser.get(scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(out.header("Refresh")).isEmpty();
        assertThat(out.document().text()).contains("may still be signed in");
        nothingEnded();
        var page = nobody.get(URI.create(scene.address("northwind-quiet") + "?"
                + scene.request("northwind-quiet", anna).query(IDP, null)));
        assertThat(page.document().text()).contains("asked for it");
    }

    private List<String> open() {
        return scene.open().stream()
                .map(who -> who.replaceFirst("@.*", ""))
                .filter(who -> who.equals(anna) || who.equals(ben))
                .toList();
    }

    private void nothingEnded() {
        assertThat(open()).containsExactly(anna, ben);
    }

    private static void refused(LogoutScene.Reply reply, int status) {
        assertThat(reply.status()).as(reply.http.body()).isEqualTo(status);
        assertThat(reply.http.headers().firstValue("Location")).isEmpty();
        assertThat(reply.http.body()).contains("data-reason").doesNotContain("SAMLResponse");
    }

    private static void unsure(HttpBrowser browser, String query, String reason) {
        var page = browser.get(URI.create(scene.address("northwind-idp") + "?" + query));
        assertThat(page.status()).isBetween(400, 403);
        assertThat(page.reason()).isEqualTo(reason);
        assertThat(page.document().text()).contains("Your session at the portal has ended", "may still have a session");
    }

    /** Signs out by the form; the id of the request that the browser leaves with. */
    private static String signOut(HttpBrowser browser) {
        var leaving = browser.get(scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(leaving.heading()).isEqualTo("You are signed out");
        var address = leaving.header("Refresh").replaceFirst("^0; url=", "");
        return RedirectText.message(address, "SAMLRequest").getDocumentElement().getAttribute("ID");
    }
}
