package io.gatehouse.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.warrenstrange.googleauth.GoogleAuthenticator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** An authenticator app for those without a phone at hand: paste the manual key, read the code of this moment. */
final class DemoAuthenticator implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("[A-Z2-7]{16,64}");

    private final HttpServer server;

    private DemoAuthenticator(HttpServer server) {
        this.server = server;
    }

    static DemoAuthenticator start(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", DemoAuthenticator::answer);
        server.start();
        return new DemoAuthenticator(server);
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var key = query == null || !query.startsWith("key=") ? "" : tidy(query.substring("key=".length()));
        byte[] page = page(key).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(200, page.length);
        try (var out = exchange.getResponseBody()) {
            out.write(page);
        }
    }

    private static String tidy(String typed) {
        var key = URLDecoder.decode(typed, StandardCharsets.UTF_8)
                .replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT);
        return KEY.matcher(key).matches() ? key : "";
    }

    private static String page(String key) {
        var code = key.isEmpty()
                ? "<p>Paste the key that the enrolment page shows under “Can't scan it?”.</p>"
                : "<p>The code of this moment:</p><p class=code>%06d</p><p>The next one comes in %d s; each is taken once.</p>"
                        .formatted(
                                new GoogleAuthenticator().getTotpPassword(key),
                                30 - System.currentTimeMillis() / 1000 % 30);
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Demo authenticator</title>
                <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
                %s
                <style>body{font:1.05rem/1.5 system-ui;max-width:28rem;margin:3rem auto;padding:0 1rem}
                input{font:inherit;width:100%%;padding:.5rem;box-sizing:border-box}button{font:inherit;padding:.5rem 1rem;margin-top:.5rem}
                .code{font:600 2.5rem ui-monospace,monospace;letter-spacing:.15em;margin:.25rem 0}</style>
                <h1>Demo authenticator</h1>%s
                <form><label for="key">Key</label><input id="key" name="key" value="%s" autocomplete="off"><button>Show the code</button></form>
                """.formatted(key.isEmpty() ? "" : "<meta http-equiv=\"refresh\" content=\"5\">", code, key);
    }
}
