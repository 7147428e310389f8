package io.gatehouse.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jsoup.Jsoup;

/** A browser's trip through a test identity provider: what we asked, and what is answered to it. */
public final class IdpTrip {
    private final HttpBrowser browser;
    private final TestIdentityProvider idp;
    private final URI acs;
    private final String entityId;
    private final String authnRequest;
    private final String relayState;

    private IdpTrip(
            HttpBrowser browser,
            TestIdentityProvider idp,
            URI acs,
            String entityId,
            String authnRequest,
            String relayState) {
        this.browser = browser;
        this.idp = idp;
        this.acs = acs;
        this.entityId = entityId;
        this.authnRequest = authnRequest;
        this.relayState = relayState;
    }

    /** Departs from {@code /saml2/authenticate/ID} with any query, by whichever binding the provider has. */
    public static IdpTrip depart(HttpBrowser browser, Gateway gateway, TestIdentityProvider idp, String idAndQuery) {
        return depart(browser, gateway.base(), idp, idAndQuery);
    }

    /** The same at any node's address. */
    public static IdpTrip depart(HttpBrowser browser, URI base, TestIdentityProvider idp, String idAndQuery) {
        var id = idAndQuery.split("\\?")[0];
        var answer = browser.getOnce(base.resolve("/saml2/authenticate/" + idAndQuery));
        var location = answer.headers().firstValue("Location");
        var fields = location.isPresent() ? query(URI.create(location.get()).getRawQuery()) : fields(answer.body());
        var request = fields.get("SAMLRequest");
        if (request == null) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return new IdpTrip(
                browser,
                idp,
                base.resolve("/login/saml2/sso/" + id),
                base.resolve("/saml2/metadata/" + id).toString(),
                location.isPresent()
                        ? inflated(request)
                        : new String(Base64.getDecoder().decode(request), StandardCharsets.UTF_8),
                fields.get("RelayState"));
    }

    private static Map<String, String> fields(String page) {
        var fields = new LinkedHashMap<String, String>();
        Jsoup.parse(page).select("form input[name]").forEach(input -> fields.put(input.attr("name"), input.val()));
        return fields;
    }

    /** The AuthnRequest as XML. */
    public String authnRequest() {
        return authnRequest;
    }

    /** Its ID. */
    public String requestId() {
        return authnRequest.replaceAll("(?s).*?\\sID=\"([^\"]+)\".*", "$1");
    }

    /** The relay state that came with it. */
    public String relayState() {
        return relayState;
    }

    /** A valid answer to be: signed assertion, for the request. */
    public ResponseOrder order() {
        return ResponseOrder.to(acs.toString(), entityId).inResponseTo(requestId());
    }

    /** The response's XML, after this change to a valid order. */
    public String response(UnaryOperator<ResponseOrder> change) {
        return idp.respond(change.apply(order()));
    }

    /** Posts a valid answer, changed so, and follows to where it leads. */
    public HttpBrowser.Page answer(UnaryOperator<ResponseOrder> change) {
        return browser.post(acs, form(response(change)));
    }

    /** Posts a valid answer and follows to where it leads. */
    public HttpBrowser.Page answer() {
        return answer(order -> order);
    }

    /** Posts this XML and follows to where it leads. */
    public HttpBrowser.Page post(String xml) {
        return browser.post(acs, form(xml));
    }

    /** Posts this XML once, at a node of any address. */
    public HttpResponse<String> postOnce(URI node, String xml) {
        return browser.postOnce(node.resolve(acs.getPath()), form(xml));
    }

    /** The fields of the IdP's auto-submitted form. */
    public Map<String, String> form(String xml) {
        return form(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with any bytes for a response. */
    public Map<String, String> form(byte[] response) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("SAMLResponse", Base64.getEncoder().encodeToString(response));
        if (relayState != null) {
            fields.put("RelayState", relayState);
        }
        return fields;
    }

    /** The entityID that we asked as: the audience of answers. */
    public String entityId() {
        return entityId;
    }

    /** Where answers go. */
    public URI acs() {
        return acs;
    }

    private static Map<String, String> query(String raw) {
        var fields = new LinkedHashMap<String, String>();
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String inflated(String request) {
        try (var in = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(request)), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
