package io.gatehouse.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The machine's own headless Chromium, one for the whole run: {@code @ExtendWith(Chromium.class)} on a class, and a
 * {@code Chromium} as a parameter. Every {@link #open visitor} is a person of their own, with empty pockets.
 */
public final class Chromium implements ParameterResolver {
    /** Quiet on a closed network, and able to start as root. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Chromium.class);

    /** A visitor with JavaScript and a light screen. */
    public Visitor open() {
        return open(Look.PLAIN);
    }

    /** A visitor whose browser is set up like this; closing it forgets all cookies. */
    public Visitor open(Look look) {
        return new Visitor(running().browser.newContext(look.options()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        context.getRoot().getStore(HERE).getOrComputeIfAbsent(Running.class, _ -> running(), Running.class);
        return this;
    }

    private static synchronized Running running() {
        if (Running.one == null) {
            Running.one = Running.start();
        }
        return Running.one;
    }

    /** The browser's program; a test that needs one fails where there is none. */
    static Path program() {
        var named = Stream.ofNullable(System.getenv("CHROMIUM"));
        var usual = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        return Stream.concat(named, usual)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "The browser tests need Chromium: scripts/test installs it, or CHROMIUM names one"));
    }

    /** Ended by JUnit after the last test; Playwright's objects belong to the thread that made them. */
    private record Running(Playwright playwright, Browser browser) implements ExtensionContext.Store.CloseableResource {
        private static Running one;

        static Running start() {
            // Playwright's Node.js would otherwise look for the browsers of its own.
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program())
                            .setHeadless(true)
                            .setArgs(FLAGS));
            return new Running(playwright, browser);
        }

        @Override
        public void close() {
            one = null;
            playwright.close();
        }
    }
}
