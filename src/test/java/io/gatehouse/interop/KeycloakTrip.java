package io.gatehouse.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.warrenstrange.googleauth.GoogleAuthenticator;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.HttpBrowser.Page;
import io.gatehouse.testing.Xml;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Document;

/** One person's way from the gateway's door through Keycloak's own pages and back. */
final class KeycloakTrip {
    private static final String ARRIVAL = "/login/saml2/sso/";
    private static final String PASSWORD = "correct horse battery";

    private final HttpBrowser browser = new HttpBrowser();
    private final Gateway gateway;
    private final KeycloakRealm realm;
    private final String provider;

    KeycloakTrip(Gateway gateway, KeycloakRealm realm, String provider) {
        this.gateway = gateway;
        this.realm = realm;
        this.provider = provider;
    }

    /** Our metadata as Keycloak's administrator would save it. */
    String ourMetadata() {
        var page = browser.get(gateway.at("/saml2/metadata/" + provider));
        assertThat(page.status()).isEqualTo(200);
        return page.body();
    }

    /** The first page after the door: Keycloak's, or ours that posts to it. */
    Page depart() {
        return browser.get(gateway.at("/saml2/authenticate/" + provider));
    }

    /** Goes to one of our own addresses. */
    Page get(String path) {
        return browser.get(gateway.at(path));
    }

    /** Goes to one of Keycloak's. */
    Page get(URI address) {
        return browser.get(address);
    }

    /** The name somebody has only here, with an e-mail address of the partner's domain. */
    String email() {
        return provider + "@northwind.example";
    }

    /** Makes them known to Keycloak, and fills in its form on this page; the next one. */
    Page signIn(Page asked) {
        realm.addPerson(email(), "Ada", "Lovelace", PASSWORD, "engineers", "founders");
        return signInAgain(asked);
    }

    /** Fills in its form as somebody that Keycloak knows. */
    Page signInAgain(Page asked) {
        return asked.submit("login-actions/authenticate", "username", email(), "password", PASSWORD);
    }

    /** The response that Keycloak's page carries. */
    static Document response(Page page) {
        return decoded(page, ARRIVAL, "SAMLResponse");
    }

    /** The message in this field of the page's form to this address. */
    static Document decoded(Page page, String action, String field) {
        return Xml.parse(new String(Base64.getDecoder().decode(page.form(action).get(field)), UTF_8));
    }

    /** Every address the browser asked for so far. */
    List<String> visited() {
        return browser.visited().stream().map(URI::toString).toList();
    }

    /** Carries the response to the gateway. */
    static Page arrive(Page page) {
        return page.submit(ARRIVAL);
    }

    /** Sets up the second factor on this page, and goes on to where that leads. */
    static Page enrol(Page enrolment) {
        var key = enrolment.text("#key").replace(" ", "");
        var code = "%06d".formatted(new GoogleAuthenticator().getTotpPassword(key));
        return enrolment.submit("enrol", "code", code).submit("/sign-in/next");
    }
}
