package io.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The browser harness sees what a person sees. */
@ExtendWith(Chromium.class)
class ChromiumTests {
    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><head><title>A page</title><meta name="color-scheme" content="light dark">
            <style>body { background: #fff; color: #111 } @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>
            </head><body><main><h1>A page</h1>%s<p id="p">plain</p>
            <script>document.getElementById('p').textContent = 'scripted';</script></main></body></html>""";

    private static HttpServer server;

    @BeforeAll
    static void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/good", PAGE.formatted(""));
        answer("/bad", PAGE.formatted("<img src='data:,'><input>"));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void runsScriptsOnlyWhereTheyAreOn(Chromium chromium) {
        try (var with = chromium.open();
                var without = chromium.open(Look.PLAIN.withoutJavaScript())) {
            with.page().navigate(at("/good"));
            without.page().navigate(at("/good"));
            assertThat(with.page().textContent("#p")).isEqualTo("scripted");
            assertThat(without.page().textContent("#p")).isEqualTo("plain");
        }
    }

    @Test
    void keepsScreenshotsInLightAndDark(Chromium chromium) throws IOException {
        try (var light = chromium.open();
                var dark = chromium.open(Look.PLAIN.inTheDark())) {
            assertThat(brightnessOf(light, "harness-light")).isGreaterThan(200);
            assertThat(brightnessOf(dark, "harness-dark")).isLessThan(60);
        }
    }

    @Test
    void findsBarriersAndOnlyThose(Chromium chromium) {
        try (var visitor = chromium.open()) {
            visitor.page().navigate(at("/good"));
            assertThat(visitor.barriers()).isEmpty();
            visitor.page().navigate(at("/bad"));
            assertThat(visitor.barriers())
                    .anyMatch(b -> b.contains("image-alt"))
                    .anyMatch(b -> b.contains("label"));
        }
    }

    @Test
    void hearsWhatTheBrowserComplainsAbout(Chromium chromium) {
        try (var visitor = chromium.open()) {
            visitor.page().navigate(at("/good"));
            visitor.page().evaluate("console.error('refused')");
            assertThat(visitor.complaints()).contains("refused");
        }
    }

    @Test
    void keepsVisitorsApart(Chromium chromium) {
        try (var one = chromium.open();
                var other = chromium.open()) {
            one.page().navigate(at("/good"));
            one.page().evaluate("document.cookie = 'a=b'");
            other.page().navigate(at("/good"));
            assertThat(one.context().cookies()).hasSize(1);
            assertThat(other.context().cookies()).isEmpty();
        }
    }

    private static int brightnessOf(Visitor visitor, String name) throws IOException {
        visitor.page().navigate(at("/good"));
        var picture = ImageIO.read(visitor.screenshot(name).toFile());
        return picture.getRGB(picture.getWidth() - 1, picture.getHeight() - 1) & 0xff;
    }

    private static String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private static void answer(String path, String html) {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }
}
