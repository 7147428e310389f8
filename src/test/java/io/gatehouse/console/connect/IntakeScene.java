package io.gatehouse.console.connect;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.Program;
import io.gatehouse.api.Program.Reply;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderLives;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** One partner and both doors for its metadata: a program with a token, and a browser that came by a set-up link. */
final class IntakeScene {
    static final String SSO = "https://idp.intake.example/sso";

    final Program admin = Program.admin();
    final String partner = "p-" + UUID.randomUUID().toString().substring(0, 8);
    final String all = "/partners/" + partner + "/identity-providers";

    /** The connection that a program makes. */
    final String id = partner + "-api";

    /** The connection that is begun in the browser. */
    final String drafted;

    final String one = all + "/" + id;
    private final HttpBrowser browser = new HttpBrowser();

    IntakeScene() {
        var connecting = new TestConnecting(Program.gateway());
        connecting.begun(browser, connecting.partner(partner, "Intake"));
        browser.get(Program.gateway().at("/connect")).submit("/connect/providers", "vendor", "generic");
        drafted = connecting.id(partner + "-generic");
    }

    /** A party of this name with a key of its own. */
    static TestIdentityProvider idp(String name) {
        return TestIdentityProvider.named("https://" + name + ".intake.example");
    }

    Reply upload(String document) {
        return admin.upload("POST", all + "?id=" + id, bytes(document));
    }

    Reply replace(String document) {
        return admin.header("If-Match", admin.get(one).etag()).upload("PUT", one + "/metadata", bytes(document));
    }

    /** Makes a connection that serves with this document. */
    Reply serving(String document) {
        upload(document).answered(201);
        return admin.post(one + "/activate?untested=true").answered(200);
    }

    HttpBrowser.Page paste(String document) {
        var address = page(drafted, "metadata");
        var token = requireNonNull(browser.get(address).form("/metadata").get("_csrf"));
        var fields = Map.of("from", "file", "_csrf", token);
        return TestConnecting.post(browser, address, fields, document);
    }

    /** A page of a connection, in the browser of this partner. */
    HttpBrowser.Page read(String provider, String page) {
        return browser.get(page(provider, page));
    }

    private static URI page(String provider, String page) {
        return Program.gateway().at("/connect/providers/" + provider + "/" + page);
    }

    /** Is refused at each door, by this rule at this line, and nothing came of it. */
    void refuses(String document, String rule, int line) {
        var lint = admin.upload("POST", "/metadata-lint", bytes(document)).answered(200);
        assertThat(lint.at("/verdict")).as(rule).isNotEqualTo("accept").isNotEqualTo("accept-with-warning");
        var refused = upload(document).refused(422, "configuration-invalid");
        assertThat(refused.body().at("/findings"))
                .as("%s", refused.body())
                .anyMatch(f -> f.get("rule").asText().equals(rule)
                        && f.get("severity").asText().equals("error")
                        && f.get("line").asInt() == line);
        var page = paste(document);
        assertThat(page.status()).as(page.body()).isIn(422, 200);
        assertThat(page.uri().getPath()).endsWith("/metadata");
        if (page.status() == 422) {
            assertThat(page.document().select(".findings .error code").eachText())
                    .contains(rule);
        }
        nothingCameOfIt();
    }

    /** Neither connection has metadata, nobody can be sent anywhere, and nobody has a session. */
    void nothingCameOfIt() {
        admin.get(one).refused(404, "not-found");
        var draft = Program.gateway()
                .bean(ProviderLives.class)
                .find(new RegistrationId(drafted))
                .orElseThrow();
        assertThat(draft.latest().orElseThrow().version().metadata()).isNull();
        nobodyIsSent(drafted);
        nobodyHasASession();
    }

    /** A sign-in by this connection is refused before anybody is sent anywhere. */
    void nobodyIsSent(String provider) {
        var answer = new HttpBrowser().getOnce(Program.gateway().at("/saml2/authenticate/" + provider));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(answer.body()).contains("data-reason=\"identity-provider-not-active\"");
    }

    void nobodyHasASession() {
        assertThat(Program.gateway()
                        .jdbc()
                        .sql("select count(*) from portal_session")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Where a sign-in by this connection leads. */
    static String sentTo(String provider) {
        return new HttpBrowser()
                .getOnce(Program.gateway().at("/saml2/authenticate/" + provider))
                .headers()
                .firstValue("Location")
                .orElse("nowhere");
    }

    /** What a node knows of a connection may be a second old. */
    static void later(Duration duration) {
        ((TestClock) Program.gateway().bean(Clock.class)).advance(duration);
    }

    static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
