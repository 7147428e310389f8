package io.gatehouse.signin.signout;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.Origin;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.lifecycle.ProviderConfiguration;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.IdpTrip;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestPortal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import org.w3c.dom.Document;

/** A gateway, a portal, and two partners whose people sign in through one identity provider that has single logout. */
final class LogoutScene implements AutoCloseable {
    static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.logout.example");
    static final String SLO = "http://127.0.0.1:9/slo";

    final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    final TestPortal portal = TestPortal.start();
    final Gateway gateway;

    private static @Nullable LogoutScene shared;

    /** The one that all tests of this JVM share. */
    static synchronized LogoutScene shared() {
        var scene = shared;
        if (scene == null) {
            scene = new LogoutScene();
            shared = scene;
            Runtime.getRuntime().addShutdownHook(new Thread(scene::close));
        }
        return scene;
    }

    private LogoutScene() {
        var metadata = IDP.metadataWithLogout("http://127.0.0.1:9/sso", SLO);
        var prepared = Gateway.prepared()
                .clock(clock)
                .file("northwind/partner.yaml", partner("northwind", "northwind-idp", "northwind-quiet"))
                .file("northwind/northwind-idp.xml", metadata)
                .file("northwind/northwind-quiet.xml", IDP.metadata("http://127.0.0.1:9/sso"))
                .file("contoso/partner.yaml", partner("contoso", "contoso-idp", "contoso-old"))
                .file("contoso/contoso-idp.xml", metadata)
                .file("contoso/contoso-old.xml", metadata);
        portal.settings().forEach(prepared::with);
        gateway = prepared.start();
    }

    private static String partner(String name, String... providers) {
        var file = new StringBuilder("""
                partner: %s
                name: %s
                domains: [%s.example]
                authentication-types: [sso]
                account-manager: { name: Partner Care, email: care@vendor.example }
                second-factor: { policy: optional }
                identity-providers:
                """.formatted(name, name, name));
        for (String id : providers) {
            file.append("  - { id: ").append(id).append(", metadata: ").append(id);
            file.append(".xml, provisioning: just-in-time }\n");
        }
        return file.toString();
    }

    /** A person of this partner signs in: their NameID is this name. Answers the browser that they use. */
    HttpBrowser signIn(String provider, String name, String sessionIndex) {
        return signIn(new HttpBrowser(), provider, name, sessionIndex);
    }

    HttpBrowser signIn(HttpBrowser browser, String provider, String name, String sessionIndex) {
        var partner = provider.replaceFirst("-.*", "");
        var landed = IdpTrip.depart(browser, gateway, IDP, provider)
                .answer(o -> o.nameId(name)
                        .sessionIndex(sessionIndex)
                        .attribute("email", name + "@" + partner + ".example")
                        .at(clock.instant()));
        assertThat(landed.uri().toString())
                .as(landed.body())
                .startsWith(portal.origin().toString());
        return browser;
    }

    /** The people who have an open session at the portal, as {@code name@partner} and how many. */
    List<String> open() {
        return portal.openedSessions().stream()
                .filter(TestPortal.Session::open)
                .map(session -> session.email().replace(".example", ""))
                .sorted()
                .toList();
    }

    void retire(String provider) {
        gateway.bean(TransactionOperations.class)
                .executeWithoutResult(_ -> gateway.bean(ProviderConfiguration.class)
                        .retire(new RegistrationId(provider), "test", Origin.INTERNAL));
        clock.advance(Duration.ofSeconds(2)); // what a node knows of a provider may be a second old
    }

    URI address(String provider) {
        return gateway.at("/logout/saml2/slo/" + provider);
    }

    /** A valid request to end this person's sessions at this connection. */
    LogoutOrder request(String provider, String name) {
        return LogoutOrder.request(address(provider).toString()).of(name).at(clock.instant());
    }

    /** Sends it by Redirect in a browser, and stops at what is answered. */
    Reply redirect(HttpBrowser browser, String provider, String query) {
        return new Reply(browser.getOnce(URI.create(address(provider) + "?" + query)));
    }

    Reply redirect(HttpBrowser browser, String provider, LogoutOrder order) {
        return redirect(browser, provider, order.query(IDP, "back"));
    }

    /** Posts it as another site's page would, so without the person's cookies. */
    Page post(HttpBrowser browser, String provider, LogoutOrder order, String xml) {
        var message = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
        return browser.post(address(provider), Map.of(order.parameter(), message));
    }

    /** What an answer says that was sent on by Redirect. */
    static final class Reply {
        final HttpResponse<String> http;

        Reply(HttpResponse<String> http) {
            this.http = http;
        }

        int status() {
            return http.statusCode();
        }

        /** The last parts of the status codes, from the outermost inwards. */
        List<String> codes() {
            return RedirectText.codes(message("SAMLResponse"));
        }

        Document message(String parameter) {
            var location = http.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new AssertionError(http.statusCode() + " " + http.body()));
            return RedirectText.message(location, parameter);
        }
    }

    /** The events of sign-outs so far, as outcome and reason. */
    List<String> events() {
        return new ArrayList<>(gateway.jdbc()
                .sql("select outcome, reason from login_event where type = 'sign-out' order by time, id")
                .query((row, number) -> row.getString("outcome")
                        + (row.getString("reason") == null ? "" : " " + row.getString("reason")))
                .list());
    }

    @Override
    public void close() {
        gateway.close();
        portal.close();
    }
}
