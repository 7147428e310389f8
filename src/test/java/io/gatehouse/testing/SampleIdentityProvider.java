package io.gatehouse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.w3c.dom.Element;

/**
 * An identity provider with a sign-in page, on 127.0.0.1: the demo's, and the journeys'. Takes AuthnRequests by Redirect and
 * POST, shows the people to choose from, and posts a signed response back. It keeps nothing between two requests.
 */
public final class SampleIdentityProvider implements AutoCloseable {
    private static final Consumer<ResponseOrder> AS_IT_IS = _ -> {};

    private final HttpServer server;
    private final SamplePages pages;
    private final Map<String, SamplePerson> people = new HashMap<>();
    private final TestIdentityProvider identity;
    private final AtomicReference<Consumer<ResponseOrder>> always = new AtomicReference<>(AS_IT_IS);
    private final AtomicReference<Consumer<ResponseOrder>> once = new AtomicReference<>(AS_IT_IS);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean down;

    private SampleIdentityProvider(HttpServer server, String name, List<SamplePerson> people) {
        this.server = server;
        this.identity = TestIdentityProvider.named(address() + "/metadata");
        this.pages = new SamplePages(name, people);
        people.forEach(person -> this.people.put(person.email(), person));
    }

    /** Starts on this port of 127.0.0.1; 0 picks a free one. */
    public static SampleIdentityProvider start(int port, String name, List<SamplePerson> people) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
            var provider = new SampleIdentityProvider(server, name, people);
            server.createContext("/", provider::serve);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its own address, without a path. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where it takes AuthnRequests. */
    public String signOn() {
        return address() + "/sso";
    }

    /** Who it is, and its keys. */
    public TestIdentityProvider identity() {
        return identity;
    }

    /** Its metadata, as an administrator would put it into the folder; also served at {@code /metadata}. */
    public String metadata() {
        return identity.metadata(signOn());
    }

    /** Changes every response from now on: attributes, authentication context, what is signed. */
    public void answering(Consumer<ResponseOrder> change) {
        always.set(change);
    }

    /** Changes the next response only, after what {@link #answering} changes. */
    public void answeringOnce(Consumer<ResponseOrder> change) {
        once.set(change);
    }

    /** Answers 503 to everything while down. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** How many AuthnRequests came. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (down) {
                answer(exchange, 503, "text/plain", "down");
            } else if (path.equals("/metadata")) {
                answer(exchange, 200, "application/samlmetadata+xml", metadata());
            } else if (path.equals("/sso")) {
                signOn(exchange);
            } else if (path.equals("/chosen") && exchange.getRequestMethod().equals("POST")) {
                chosen(exchange);
            } else {
                answer(exchange, 404, "text/plain", "not found");
            }
        } catch (RuntimeException e) {
            answer(exchange, 400, "text/plain", "not understood: " + e);
        }
    }

    private void signOn(HttpExchange exchange) throws IOException {
        boolean post = exchange.getRequestMethod().equals("POST");
        Map<String, String> form = form(
                post
                        ? new String(exchange.getRequestBody().readAllBytes(), UTF_8)
                        : exchange.getRequestURI().getRawQuery());
        byte[] message = Base64.getDecoder().decode(form.get("SAMLRequest"));
        Element request =
                Xml.parse(post ? new String(message, UTF_8) : inflated(message)).getDocumentElement();
        requests.incrementAndGet();
        answer(
                exchange,
                200,
                "text/html",
                pages.people(Map.of(
                        "request", request.getAttribute("ID"),
                        "acs", request.getAttribute("AssertionConsumerServiceURL"),
                        "audience",
                                request.getElementsByTagNameNS(Xml.SAML, "Issuer")
                                        .item(0)
                                        .getTextContent(),
                        "relay", form.getOrDefault("RelayState", ""))));
    }

    private void chosen(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        SamplePerson person = people.get(form.get("email"));
        if (person == null) {
            answer(exchange, 400, "text/plain", "nobody of that address");
            return;
        }
        var order = ResponseOrder.to(form.get("acs"), form.get("audience"))
                .inResponseTo(form.get("request"))
                .nameId(UUID.nameUUIDFromBytes(person.email().getBytes(UTF_8)).toString())
                .attribute("email", person.email())
                .attribute("givenName", person.givenName())
                .attribute("sn", person.familyName())
                .attribute("groups", person.groups().toArray(String[]::new));
        always.get().accept(order);
        once.getAndSet(AS_IT_IS).accept(order);
        String response =
                Base64.getEncoder().encodeToString(identity.respond(order).getBytes(UTF_8));
        answer(exchange, 200, "text/html", pages.back(form.get("acs"), response, form.get("relay")));
    }

    private static String inflated(byte[] message) throws IOException {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(message), new Inflater(true))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, equals), UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
