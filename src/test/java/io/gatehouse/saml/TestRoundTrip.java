package io.gatehouse.saml;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.identityprovider.IdentityProvider;
import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.ProviderVersion;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.metadata.Endpoint;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.SigningKey;
import io.gatehouse.identityprovider.metadata.Vendor;
import io.gatehouse.keys.BaseUrl;
import io.gatehouse.keys.Keys;
import io.gatehouse.keys.ServiceKeys.Purpose;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.keys.cookie.Cookies.Held;
import io.gatehouse.keys.cookie.TestCookies;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.saml.arrival.ArrivalFilter;
import io.gatehouse.saml.arrival.ArrivalLimits;
import io.gatehouse.saml.arrival.Arrivals;
import io.gatehouse.saml.arrival.Arrivals.ResponseJudging;
import io.gatehouse.saml.departure.DepartureFilter;
import io.gatehouse.saml.departure.Departures;
import io.gatehouse.saml.descriptor.ServiceAddresses;
import io.gatehouse.saml.gate.ProviderGate;
import io.gatehouse.saml.judgement.Judging;
import io.gatehouse.saml.judgement.ResponseJudge;
import io.gatehouse.saml.pending.Bounces;
import io.gatehouse.saml.pending.PendingCookies;
import io.gatehouse.saml.pending.SamlProperties;
import io.gatehouse.saml.request.TestRequests;
import io.gatehouse.testing.ResponseOrder;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.unit.DataSize;

/** Departure and arrival with everything around them, and a browser that keeps cookies. A fresh one is a valid sign-in. */
@NullUnmarked
final class TestRoundTrip {
    static final RegistrationId NORTHWIND = new RegistrationId("northwind");
    static final TestIdentityProvider IDP = TestIdentityProvider.named("https://idp.northwind.example/saml");
    static final ServiceKey OURS = serviceKey();
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final TestClock clock = new TestClock(NOON);
    final Map<RegistrationId, IdentityProvider> providers = new HashMap<>();
    final Map<String, Cookie> browser = new HashMap<>();
    final RecordingDoor door = new RecordingDoor();
    final Map<String, String> uses = new HashMap<>();
    final BaseUrl baseUrl;
    Keys keys = io.gatehouse.keys.TestKeys.keys();
    ResponseJudging judge = new ResponseJudge()::examine;
    IdpMetadata metadata = metadata(Endpoint.Binding.REDIRECT, "https://idp.northwind.example/sso?tenant=1", false);
    ProviderSettings settings = ProviderSettings.DEFAULT;
    ProviderState state = ProviderState.ACTIVE;
    ProviderVersion waiting;

    TestRoundTrip() {
        this("http://localhost:8080");
    }

    TestRoundTrip(String base) {
        baseUrl = new BaseUrl(URI.create(base));
    }

    static IdpMetadata metadata(Endpoint.Binding binding, String location, boolean wantSigned) {
        return new IdpMetadata(
                IDP.entityId(),
                List.of(new SigningKey(IDP.certificate(), Judging.fingerprint(IDP.certificate()), Position.START)),
                List.of(new Endpoint(binding, location, null, Position.START)),
                List.of(),
                wantSigned,
                List.of(),
                null,
                Vendor.GENERIC);
    }

    static IdpMetadata validUntil(IdpMetadata m, Instant until) {
        return new IdpMetadata(
                m.entityId(),
                m.signingKeys(),
                m.singleSignOn(),
                m.singleLogout(),
                m.wantAuthnRequestsSigned(),
                m.nameIdFormats(),
                until,
                m.vendor());
    }

    static IdpMetadata without(IdpMetadata m, boolean keys, boolean endpoints) {
        return new IdpMetadata(
                m.entityId(),
                keys ? List.of() : m.signingKeys(),
                endpoints ? List.of() : m.singleSignOn(),
                m.singleLogout(),
                m.wantAuthnRequestsSigned(),
                m.nameIdFormats(),
                m.validUntil(),
                m.vendor());
    }

    static IdpMetadata of(IdpMetadata m, Vendor vendor) {
        return new IdpMetadata(
                m.entityId(),
                m.signingKeys(),
                m.singleSignOn(),
                m.singleLogout(),
                m.wantAuthnRequestsSigned(),
                m.nameIdFormats(),
                m.validUntil(),
                vendor);
    }

    ServiceAddresses addresses() {
        return new ServiceAddresses(baseUrl);
    }

    PendingCookies cookies() {
        return new PendingCookies(
                keys,
                TestRequests.ids(keys),
                TestCookies.at(baseUrl),
                new SamlProperties(Duration.ofMinutes(10), 4),
                clock);
    }

    /** What a cookie that the browser was given says. */
    Optional<PendingRequest> open(Cookie cookie) {
        return cookies().open(new Held(cookie.getName().replace("__Host-", ""), cookie.getValue()));
    }

    MockHttpServletResponse depart(String registration) throws ServletException, IOException {
        return run(request("GET", "/saml2/authenticate/" + registration));
    }

    /** A response of the usual provider to the request that the browser waits for. */
    ResponseOrder order(String requestId) {
        return ResponseOrder.to(
                        addresses().assertionConsumerService(NORTHWIND),
                        addresses().entityId(NORTHWIND))
                .inResponseTo(requestId)
                .at(clock.instant());
    }

    MockHttpServletResponse arrive(ResponseOrder order, String relayState) throws ServletException, IOException {
        String encoded = Base64.getEncoder().encodeToString(IDP.respond(order).getBytes(UTF_8));
        String body = "SAMLResponse=" + URLEncoder.encode(encoded, UTF_8);
        return post(relayState == null ? body : body + "&RelayState=" + URLEncoder.encode(relayState, UTF_8));
    }

    MockHttpServletResponse post(String body) throws ServletException, IOException {
        return run(posting(body));
    }

    MockHttpServletRequest posting(String body) {
        var request = request("POST", "/login/saml2/sso/northwind");
        request.setContentType(MediaType.APPLICATION_FORM_URLENCODED_VALUE);
        request.setContent(body.getBytes(UTF_8));
        return request;
    }

    MockHttpServletRequest request(String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setCookies(browser.values().toArray(Cookie[]::new));
        return request;
    }

    MockHttpServletResponse run(MockHttpServletRequest request) throws ServletException, IOException {
        providers.put(
                NORTHWIND,
                new IdentityProvider(
                        NORTHWIND, new PartnerId("northwind"), state, new ProviderVersion("hash", settings, metadata)));
        var response = new MockHttpServletResponse();
        try {
            new MockFilterChain(
                            new jakarta.servlet.http.HttpServlet() {}, filters().toArray(Filter[]::new))
                    .doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
        for (Cookie cookie : response.getCookies()) {
            if (cookie.getMaxAge() == 0) {
                browser.remove(cookie.getName());
            } else {
                browser.put(cookie.getName(), cookie);
            }
        }
        return response;
    }

    private List<Filter> filters() {
        var gate = new ProviderGate(
                id -> Optional.ofNullable(providers.get(id)),
                (id, hash) -> Optional.ofNullable(waiting).filter(v -> v.hash().equals(hash)),
                _ -> List.of(),
                clock);
        var bounces = new Bounces(keys, TestCookies.at(baseUrl), clock);
        var departures =
                new Departures(TestRequests.ids(keys), TestRequests.writer(), addresses(), TestRoundTrip::keys, clock);
        var arrivals = new Arrivals(
                judge, cookies(), addresses(), TestRoundTrip::keys, (key, by, _) -> uses.put(by, key), clock);
        var limits = new ArrivalLimits(DataSize.ofKilobytes(400), DataSize.ofKilobytes(256));
        return List.of(
                new DepartureFilter(door, gate, departures, cookies(), bounces, TestRequests.page()),
                new ArrivalFilter(door, gate, limits, arrivals, cookies(), bounces));
    }

    static List<ServiceKey> keys(Purpose purpose) {
        return List.of(OURS);
    }

    private static ServiceKey serviceKey() {
        var made = TestKeys.rsa(2048);
        return new ServiceKey("ours", made.privateKey(), made.certificate());
    }
}
