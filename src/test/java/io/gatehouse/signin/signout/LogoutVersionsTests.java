package io.gatehouse.signin.signout;

import static io.gatehouse.signin.signout.LogoutScene.IDP;
import static io.gatehouse.signin.signout.LogoutScene.SLO;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.session.ConsoleSessions;
import io.gatehouse.identityprovider.UnusedVersions;
import io.gatehouse.portal.NamedSessions;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Logout of sessions that came by a version that serves no more, or that a cookie could not carry the name of. */
class LogoutVersionsTests {
    private static final TestIdentityProvider NEXT = TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048));
    private static final String NEXT_SLO = "http://127.0.0.1:9/next-slo";

    private final HttpBrowser nobody = new HttpBrowser();

    @Test
    void whoCameByAnOlderVersionIsSignedOutByItsKeysAndNobodyElseIs() {
        var made = new HandMade("older").serving(IDP, SLO);
        signIn(made, new HttpBrowser(), IDP, "anna");
        var anton = new HttpBrowser();
        signIn(made, anton, IDP, "anton");
        made.staged(NEXT, NEXT_SLO).activated();
        signIn(made, new HttpBrowser(), NEXT, "ben");

        // The old key ends what came by it.
        assertThat(ask(made, IDP, "ben").codes()).containsExactly("Success", "PartialLogout");
        assertThat(made.open()).containsExactly("anna", "anton", "ben");
        assertThat(ask(made, IDP, "anna").codes()).containsExactly("Success");
        assertThat(made.open()).containsExactly("anton", "ben");
        // A stranger's ends nothing.
        var stranger = TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048));
        assertThat(ask(made, stranger, "anton").status()).isEqualTo(403);
        assertThat(made.open()).containsExactly("anton", "ben");

        // Our own way leads to where the person came from, and its answer is believed.
        var leaving = anton.get(made.scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(leaving.header("Refresh")).startsWith("0; url=" + SLO + "?");
        assertThat(made.open()).containsExactly("ben");
        var sent = RedirectText.message(leaving.header("Refresh").replaceFirst("^0; url=", ""), "SAMLRequest")
                .getDocumentElement()
                .getAttribute("ID");
        var address = made.scene.address(made.id).toString();
        var answer = LogoutOrder.answer(address, sent).at(made.scene.clock.instant());
        var over = anton.get(URI.create(address + "?" + answer.query(IDP, null)));
        assertThat(over.document().text()).contains("ended its session too");
    }

    @Test
    void whatServesEndsEverySessionOfItsProvider() {
        var made = new HandMade("newer").serving(IDP, SLO);
        signIn(made, new HttpBrowser(), IDP, "anna");
        made.staged(NEXT, NEXT_SLO).activated();
        signIn(made, new HttpBrowser(), NEXT, "ben");
        assertThat(ask(made, NEXT, "anna").codes()).containsExactly("Success");
        assertThat(ask(made, NEXT, "ben").codes()).containsExactly("Success");
        assertThat(made.open()).isEmpty();
    }

    @Test
    void aNameTooLongForACookieIsFoundAllTheSame() {
        var made = new HandMade("long").serving(IDP, SLO);
        var name = IntStream.range(0, 128).mapToObj("%08x"::formatted).collect(Collectors.joining());
        assertThat(name).hasSize(1024);
        var first = new HttpBrowser();
        arrive(made, first, name);
        arrive(made, new HttpBrowser(), name);
        assertThat(made.open()).containsExactly("long", "long");

        var leaving = first.get(made.scene.gateway.at("/sign-out")).submit("/sign-out");
        var request = RedirectText.message(leaving.header("Refresh").replaceFirst("^0; url=", ""), "SAMLRequest");
        assertThat(request.getDocumentElement().getTextContent()).contains(name);
        assertThat(made.open()).containsExactly("long");
        assertThat(ask(made, IDP, name).codes()).containsExactly("Success");
        assertThat(made.open()).isEmpty();
    }

    @Test
    void aKeyThatMerelyWaitsSignsNobodyOut() {
        var made = new HandMade("waiting").serving(IDP, SLO);
        signIn(made, new HttpBrowser(), IDP, "anna");
        made.staged(NEXT, NEXT_SLO);

        var refused = ask(made, NEXT, "anna");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(made.open()).containsExactly("anna");
        assertThat(made.refusals()).containsExactly("sign-out signature-invalid");
        // Nothing is seen of it that could pass for a rollover.
        assertThat(made.keysSeenSigning()).containsExactly(made.fingerprint(IDP));
    }

    @Test
    void aKeyThatWaitedOnceIsNoBetterForIt() {
        var made = new HandMade("waited").serving(IDP, SLO);
        signIn(made, new HttpBrowser(), IDP, "anna");
        var stranger = TestIdentityProvider.withKeys(IDP.entityId(), TestKeys.rsa(2048));
        made.staged(stranger, NEXT_SLO).staged(NEXT, NEXT_SLO).activated();

        assertThat(ask(made, stranger, "anna").status()).isEqualTo(403);
        assertThat(made.open()).containsExactly("anna");
    }

    @Test
    void anOlderVersionIsHeardHoweverManyCameAfterIt() {
        var made = new HandMade("many").serving(IDP, SLO);
        var anton = new HttpBrowser();
        signIn(made, anton, IDP, "anton");
        signIn(made, new HttpBrowser(), IDP, "anna");
        made.staged(IDP, SLO + "-2").activated();
        signIn(made, new HttpBrowser(), IDP, "ben");
        for (int i = 0; i < 9; i++) {
            made.staged(NEXT, NEXT_SLO + i).activated();
        }

        VersionsPurge.run(
                made.bean(UnusedVersions.class), made.bean(NamedSessions.class), made.bean(ConsoleSessions.class));
        made.scene.gateway.jdbc().sql("""
                        update identity_provider_version set unused_since = timestamp with time zone '2020-01-01 00:00:00+00'
                        where unused_since is not null""").update();
        VersionsPurge.run(
                made.bean(UnusedVersions.class), made.bean(NamedSessions.class), made.bean(ConsoleSessions.class));
        // What serves, what a rollback returns to, and what sessions came by.
        assertThat(made.versions()).isEqualTo(4);

        // One key of two versions ends what came by either.
        assertThat(ask(made, IDP, "anna").codes()).containsExactly("Success");
        assertThat(ask(made, IDP, "ben").codes()).containsExactly("Success");
        assertThat(made.open()).containsExactly("anton");
        var leaving = anton.get(made.scene.gateway.at("/sign-out")).submit("/sign-out");
        assertThat(leaving.header("Refresh")).startsWith("0; url=" + SLO + "?");
    }

    private static void arrive(HandMade made, HttpBrowser browser, String name) {
        var landed = made.departs(browser, "long", IDP)
                .answer(o -> o.nameId(name)
                        .nameIdFormat("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")
                        .attribute("email", made.email("long"))
                        .at(made.scene.clock.instant()));
        assertThat(landed.uri().toString())
                .as(landed.body())
                .startsWith(made.scene.portal.origin().toString());
    }

    private static void signIn(HandMade made, HttpBrowser browser, TestIdentityProvider idp, String name) {
        var landed = made.arrives(made.departs(browser, name, idp), name);
        assertThat(landed.uri().toString())
                .as(landed.body())
                .startsWith(made.scene.portal.origin().toString());
    }

    private LogoutScene.Reply ask(HandMade made, TestIdentityProvider by, String name) {
        return made.scene.redirect(
                nobody, made.id, made.scene.request(made.id, name).query(by, null));
    }
}
