package io.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Page;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.Look;
import io.gatehouse.testing.SampleIdentityProvider;
import io.gatehouse.testing.SamplePerson;
import io.gatehouse.testing.TestPartners;
import io.gatehouse.testing.TestPortal;
import io.gatehouse.testing.Visitor;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Where people meet our pages: Northwind signs in at its identity provider, Fabrikam there by POST or with a password; and there
 * is somebody for each look.
 */
record PagesScene(SampleIdentityProvider idp, TestPortal portal, Gateway gateway) implements AutoCloseable {
    static PagesScene start() {
        var people = Stream.of("light", "dark", "telephone", "keys")
                .map(n -> new SamplePerson(n + "@northwind.example", n, "Berg", List.of("orders")))
                .toList();
        var idp = SampleIdentityProvider.start(0, "Northwind sign-in", people);
        var prepared = Gateway.prepared();
        var portal = TestPortal.start(Gateway.freePort(), prepared.base().toString());
        portal.settings().forEach(prepared::with);
        var gateway = prepared.with("gatehouse.portal.breaker.failure-rate", "100") // it is down for some, not for all
                .file("northwind/partner.yaml", TestPartners.northwind())
                .file("northwind/idp.xml", idp.metadata())
                .file("fabrikam/partner.yaml", """
                        partner: fabrikam
                        name: Fabrikam
                        domains: [fabrikam.example]
                        authentication-types: [sso, cloud]
                        account-manager: { name: Fabrikam Desk, email: desk@vendor.example }
                        identity-providers:
                          - { id: fabrikam-idp, metadata: idp.xml }
                        """)
                .file("fabrikam/idp.xml", idp.metadata().replace("bindings:HTTP-Redirect", "bindings:HTTP-POST"))
                .start();
        return new PagesScene(idp, portal, gateway);
    }

    /** In the light, in the dark, on a telephone. */
    static Stream<Arguments> looks() {
        return Stream.of(
                arguments("light", Look.PLAIN),
                arguments("dark", Look.PLAIN.inTheDark()),
                arguments("telephone", Look.PLAIN.onATelephone()));
    }

    /** What an app with this key shows. */
    static String code(String key) {
        return "%06d".formatted(new GoogleAuthenticator().getTotpPassword(key.replace(" ", "")));
    }

    void signInAt(Page page, String path) {
        page.navigate(gateway.at(path).toString());
    }

    void atThePortal(Page page) {
        page.waitForURL(Pattern.compile(Pattern.quote(portal.origin().toString()) + ".*"));
    }

    static void enter(Page page, String email) {
        page.locator("#email").fill(email);
    }

    static void submit(Page page) {
        page.locator("button[type=submit]").click();
    }

    /** Keeps the page as a picture; axe finds no barrier on it, and nobody has to scroll sideways. */
    static void seen(Visitor visitor, String look, String name) {
        visitor.screenshot("pages/" + name + "-" + look);
        assertThat(visitor.barriers()).as(name).isEmpty();
        assertThat(visitor.scrollsSideways()).as("%s scrolls sideways", name).isFalse();
    }

    @Override
    public void close() {
        gateway.close();
        portal.close();
        idp.close();
    }
}
