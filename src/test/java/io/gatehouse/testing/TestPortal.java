package io.gatehouse.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.AssertProvider;

/**
 * A portal that keeps the session API of the contract: it checks each token's form, remembers idempotency keys, hands out
 * Locations that work once, and shows a page to whom it let in. It fails as told. The demo runs it on a fixed port.
 */
public final class TestPortal implements AutoCloseable, AssertProvider<TestPortalAssert> {
    /** What the tokens must be made for. */
    public static final String AUDIENCE = "https://portal.test";

    private final WireMockServer server;
    private final PortalRooms rooms;
    private final List<Mishap> faults = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /** A call of the session API: what came, and the status that was answered (0 where the connection was cut). */
    public record Call(
            String method, String path, Map<String, String> headers, String body, int status, String complaint) {
        /** The token without {@code Bearer}. */
        public String token() {
            return headers.getOrDefault("Authorization", "").replaceFirst("^Bearer ", "");
        }
    }

    /** A session as the portal has it; {@code locations} were handed out for it. */
    public record Session(
            String sid,
            String sub,
            String email,
            String partner,
            List<String> groups,
            List<URI> locations,
            boolean open) {}

    // What happens to the next so many calls; it may change the answer that would have been given.
    private record Mishap(AtomicInteger left, boolean beforeItIsHeard, ResponseDefinitionBuilder answer) {}

    private TestPortal(int port, String gateway) {
        server = new WireMockServer(options()
                .port(port)
                .bindAddress("127.0.0.1")
                .containerThreads(60)
                .maxRequestJournalEntries(1000)
                .extensions(new Answering()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ok()));
        rooms = new PortalRooms("http://localhost:" + server.port(), gateway);
    }

    /** A portal on a free port. */
    public static TestPortal start() {
        return new TestPortal(0, "http://localhost:8080");
    }

    /** A portal on this port whose pages lead to a gateway at this address. */
    public static TestPortal start(int port, String gateway) {
        return new TestPortal(port, gateway);
    }

    /** The settings of a gateway in front of it. */
    public Map<String, String> settings() {
        return Map.of(
                "gatehouse.portal.session-endpoint", sessionEndpoint().toString(),
                "gatehouse.portal.origin", origin().toString(),
                "gatehouse.portal.audience", AUDIENCE);
    }

    /** Where sessions are opened. */
    public URI sessionEndpoint() {
        return URI.create(rooms.origin() + PortalRooms.SESSIONS);
    }

    /** Where browsers are sent. */
    public URI origin() {
        return URI.create(rooms.origin());
    }

    /** From now on every token's signature must hold under one of these keys. */
    public void trusts(Supplier<JWKSet> keys) {
        rooms.trusts(keys);
    }

    /** The next so many calls are answered with this status and not heard. */
    public void fails(int times, int status) {
        fault(times, true, ok().withStatus(status));
    }

    /** The next so many calls are answered so, and not heard. */
    public void fails(int times, ResponseDefinitionBuilder answer) {
        fault(times, true, answer);
    }

    /** Every call from now on is cut off. */
    public void goesDown() {
        fault(Integer.MAX_VALUE, true, ok().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The next so many calls are heard and done, but the answer is cut off. */
    public void losesAnswers(int times) {
        fault(times, false, ok().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The next so many calls are not heard, and answered so late that it is a 503. */
    public void isSlow(int times, Duration by) {
        fault(times, true, ok().withStatus(503).withFixedDelay((int) by.toMillis()));
    }

    /** The next so many calls are heard and done, but answered only after this time. */
    public void answersLate(int times, Duration by) {
        fault(times, false, ok().withStatus(503).withFixedDelay((int) by.toMillis()));
    }

    /** Everybody is declined with this JSON from now on. */
    public void declines(String json) {
        fault(Integer.MAX_VALUE, true, ok().withStatus(403).withBody(json));
    }

    /** The next call opens a session, but its Location is this one. */
    public void sendsTo(String location) {
        fault(1, false, ok().withStatus(201).withHeader("Location", location));
    }

    /** All faults are mended. */
    public synchronized void recovers() {
        faults.clear();
    }

    /** The sessions that are or were open, oldest first. */
    public List<Session> openedSessions() {
        return rooms.sessions();
    }

    /** Every call of the session API, oldest first. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls that wanted to open a session. */
    public List<Call> openingCalls() {
        return calls().stream().filter(call -> call.method().equals("POST")).toList();
    }

    @Override
    public TestPortalAssert assertThat() {
        return new TestPortalAssert(this);
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized void fault(int times, boolean beforeItIsHeard, ResponseDefinitionBuilder answer) {
        faults.add(new Mishap(new AtomicInteger(times), beforeItIsHeard, answer));
    }

    private synchronized Optional<Mishap> nextFault() {
        faults.removeIf(fault -> fault.left().get() == 0);
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        faults.getFirst().left().decrementAndGet();
        return Optional.of(faults.getFirst());
    }

    private final class Answering implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return "portal";
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            var request = event.getRequest();
            if (!request.getUrl().startsWith(PortalRooms.SESSIONS)) {
                return rooms.page(request).build();
            }
            synchronized (TestPortal.this) {
                var fault = nextFault();
                boolean heard = fault.isEmpty() || !fault.get().beforeItIsHeard();
                var answer = heard ? rooms.hear(request) : new PortalRooms.Heard(ok(), "");
                var response =
                        fault.map(Mishap::answer).orElse(answer.response()).build();
                calls.add(seen(request, response, answer.complaint()));
                return response;
            }
        }

        private Call seen(Request request, ResponseDefinition response, String complaint) {
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            request.getAllHeaderKeys().forEach(name -> headers.put(name, request.getHeader(name)));
            return new Call(
                    request.getMethod().getName(),
                    request.getUrl(),
                    headers,
                    request.getBodyAsString(),
                    response.getFault() == null ? response.getStatus() : 0,
                    complaint);
        }
    }
}
