package io.gatehouse.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.Endpoint.Binding;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.cookie.TestCookies;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.saml.arrival.ArrivalLimits;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.judgement.Judging;
import io.gatehouse.saml.logout.LogoutFilter;
import io.gatehouse.saml.logout.LogoutStart;
import io.gatehouse.saml.logout.LogoutTerms;
import io.gatehouse.saml.pending.PendingLogouts;
import io.gatehouse.saml.pending.SamlProperties;
import io.gatehouse.saml.request.LogoutWriter;
import io.gatehouse.saml.request.TestRequests;
import io.gatehouse.testing.LogoutOrder;
import io.gatehouse.testing.RedirectText;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** Logout with everything around it, and a browser that keeps cookies. */
@NullUnmarked
final class TestLogout {
    static final TestIdentityProvider IDP = TestRoundTrip.IDP;
    static final String PATH = "/logout/saml2/slo/northwind";
    static final String OURS = "http://localhost:8080" + PATH;
    static final String THEIRS = "https://idp.northwind.example/slo";

    final TestClock clock = new TestClock(TestRoundTrip.NOON);
    final RecordingLogoutDoor door = new RecordingLogoutDoor();
    final Map<String, Cookie> browser = new HashMap<>();
    final Keys keys = io.gatehouse.keys.TestKeys.keys();
    List<Endpoint> endpoints = new ArrayList<>(List.of(
            new Endpoint(Binding.REDIRECT, THEIRS, THEIRS + "/done?a=b", Position.START),
            new Endpoint(Binding.POST, THEIRS, null, Position.START)));
    ProviderState state = ProviderState.ACTIVE;
    ProviderSettings settings = ProviderSettings.DEFAULT;
    TestIdentityProvider trusted = IDP;

    LogoutOrder request() {
        return LogoutOrder.request(OURS).at(clock.instant());
    }

    LogoutOrder answer(String requestId) {
        return LogoutOrder.answer(OURS, requestId).at(clock.instant());
    }

    MockHttpServletResponse redirect(LogoutOrder order) throws ServletException, IOException {
        return redirect(order.query(IDP, "relay-1"));
    }

    MockHttpServletResponse redirect(String query) throws ServletException, IOException {
        var http = new MockHttpServletRequest("GET", PATH);
        http.setQueryString(query);
        return run(http);
    }

    MockHttpServletResponse post(LogoutOrder order, String xml, String relayState)
            throws ServletException, IOException {
        var http = new MockHttpServletRequest("POST", PATH);
        http.setContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        String message = Base64.getEncoder().encodeToString(xml.getBytes(UTF_8));
        String body = order.parameter() + "=" + URLEncoder.encode(message, UTF_8);
        String whole = relayState == null ? body : body + "&RelayState=" + URLEncoder.encode(relayState, UTF_8);
        http.setContent(whole.getBytes(UTF_8));
        return run(http);
    }

    /** The status codes of the answer that a browser is sent on with. */
    List<String> codes(MockHttpServletResponse answer) {
        return RedirectText.codes(RedirectText.message(answer.getHeader("Location"), "SAMLResponse"));
    }

    MockHttpServletResponse run(MockHttpServletRequest http) throws ServletException, IOException {
        http.setServletPath(http.getRequestURI());
        http.setCookies(browser.values().toArray(Cookie[]::new));
        var response = new MockHttpServletResponse();
        var filter = new LogoutFilter(
                door,
                gate(),
                new ArrivalLimits(DataSize.ofKilobytes(400), DataSize.ofKilobytes(256)),
                terms(),
                pending(),
                TestRequests.page());
        new MockFilterChain(new HttpServlet() {}, filter).doFilter(http, response);
        keep(response);
        return response;
    }

    /** Versions that sessions may have come by. */
    List<ProviderVersion> older = List.of();

    LogoutStart start() {
        return new LogoutStart(gate(), terms(), pending(), TestRequests.page(), clock);
    }

    void keep(MockHttpServletResponse response) {
        for (Cookie cookie : response.getCookies()) {
            if (cookie.getMaxAge() == 0) {
                browser.remove(cookie.getName());
            } else {
                browser.put(cookie.getName(), cookie);
            }
        }
    }

    private PendingLogouts pending() {
        return new PendingLogouts(
                keys, TestCookies.at(baseUrl()), new SamlProperties(Duration.ofMinutes(10), 4), clock);
    }

    private LogoutTerms terms() {
        return new LogoutTerms(
                new ServiceAddresses(baseUrl()),
                TestRoundTrip::keys,
                new LogoutWriter(),
                io.gatehouse.keys.TestKeys.randomness(Clock.systemUTC()),
                clock);
    }

    private ProviderGate gate() {
        return new ProviderGate(
                id -> id.equals(TestRoundTrip.NORTHWIND) ? Optional.of(provider()) : Optional.empty(),
                (id, hash) -> Optional.empty(),
                _ -> older,
                clock);
    }

    private IdentityProvider provider() {
        var key = new SigningKey(trusted.certificate(), Judging.fingerprint(trusted.certificate()), Position.START);
        var metadata = new IdpMetadata(
                IDP.entityId(),
                List.of(key),
                List.of(new Endpoint(Binding.REDIRECT, "https://idp.northwind.example/sso", null, Position.START)),
                endpoints,
                false,
                List.of(),
                null,
                Vendor.GENERIC);
        return new IdentityProvider(
                TestRoundTrip.NORTHWIND,
                new PartnerId("northwind"),
                state,
                new ProviderVersion("hash", settings, metadata));
    }

    private static BaseUrl baseUrl() {
        return new BaseUrl(URI.create("http://localhost:8080"));
    }
}
