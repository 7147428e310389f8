package io.gatehouse.interop;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A person at Keycloak's own pages, without a browser: follows an AuthnRequest, fills in the form, carries the response. */
public final class KeycloakVisitor implements AutoCloseable {
    private static final Pattern FORM = Pattern.compile("(?s)<form\\b[^>]*\\baction=\"([^\"]*)\".*?</form>");
    private static final Pattern INPUT = Pattern.compile("(?i)<input\\b[^>]*>");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new LoopbackCookies())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** What the page would post to the service provider. */
    public record Delivery(URI action, String samlResponse, Optional<String> relayState) {}

    /** Follows a redirect that carries an AuthnRequest, and signs in where Keycloak asks who it is. */
    public Delivery signIn(URI authnRequest, String userName, String password)
            throws IOException, InterruptedException {
        var page = get(authnRequest);
        if (!page.contains("name=\"SAMLResponse\"")) {
            page = post(
                    action(page), "username=" + encode(userName) + "&password=" + encode(password) + "&credentialId=");
        }
        return delivery(page);
    }

    private static Delivery delivery(String page) {
        var response = input(page, "SAMLResponse")
                .orElseThrow(() -> new AssertionError("Keycloak's page carries no response: " + page));
        return new Delivery(action(page), response, input(page, "RelayState"));
    }

    private String get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(URI uri, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static URI action(String page) {
        var form = FORM.matcher(page);
        if (!form.find()) {
            throw new AssertionError("Keycloak's page has no form: " + page);
        }
        return URI.create(HtmlUtils.htmlUnescape(form.group(1)));
    }

    private static Optional<String> input(String page, String name) {
        return INPUT.matcher(page)
                .results()
                .map(r -> r.group())
                .filter(tag -> attribute(tag, "name").filter(name::equals).isPresent())
                .findFirst()
                .flatMap(tag -> attribute(tag, "value"));
    }

    private static Optional<String> attribute(String tag, String name) {
        var found = Pattern.compile("(?i)\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? Optional.of(HtmlUtils.htmlUnescape(found.group(1))) : Optional.empty();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Loopback counts as secure, as it does for browsers; the JDK's own jar keeps Secure cookies from plain HTTP. */
    private static final class LoopbackCookies extends CookieManager {
        LoopbackCookies() {
            super(null, CookiePolicy.ACCEPT_ALL);
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            super.put(uri, headers);
            getCookieStore().getCookies().stream().filter(HttpCookie::getSecure).forEach(c -> c.setSecure(false));
        }
    }
}
