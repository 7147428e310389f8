package io.gatehouse.interop;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A Keycloak of the release that Maven unpacked under {@code target/keycloak} (profile {@code interop}), on
 * {@code 127.0.0.1} and a free port, everything in memory. It speaks plain HTTP, as an identity provider on loopback may.
 */
public final class KeycloakServer implements ExtensionContext.Store.CloseableResource {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    /** Both of Keycloak's runs are short: only the quick compiler, a small heap, and no threads for collecting it. */
    private static final String JVM = "-Xms64m -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dfile.encoding=UTF-8";

    private final String password = UUID.randomUUID().toString();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Path log = Path.of("target", "keycloak", "server.log");
    private final Process process;
    private final KeycloakAdmin admin;

    private KeycloakServer() throws IOException, InterruptedException {
        Path home = home();
        build(home);
        int port = freePort();
        base = URI.create("http://127.0.0.1:" + port);
        process = run(
                home,
                "start",
                "--optimized",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + base,
                "--log-level=warn");
        // A run that is cut short must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitFirstAnswer();
        admin = new KeycloakAdmin(http, base, password, PATIENCE);
    }

    /** Where it answers. */
    public URI base() {
        return base;
    }

    /** A new realm of a made-up name, so that tests do not meet. */
    public KeycloakRealm newRealm() {
        var name = "realm-" + UUID.randomUUID().toString().substring(0, 8);
        admin.post("/admin/realms", Map.of("realm", name, "enabled", true, "sslRequired", "none"));
        return new KeycloakRealm(admin, base, name);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void awaitFirstAnswer() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve("/realms/master")).build();
        long started = System.nanoTime();
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new AssertionError("Keycloak ended: " + Files.readString(log));
            }
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                Thread.sleep(200);
            }
        }
        close();
        throw new AssertionError("Keycloak did not answer within " + PATIENCE + ": " + Files.readString(log));
    }

    /** Keycloak fixes part of its settings in a build of its own, which is kept as long as {@code target} is. */
    private void build(Path home) throws IOException, InterruptedException {
        var done = home.resolve("built-by-tests");
        if (Files.exists(done)) {
            return;
        }
        var build = run(home, "build", "--db=dev-mem", "--health-enabled=false", "--metrics-enabled=false");
        if (!build.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || build.exitValue() != 0) {
            build.destroyForcibly();
            throw new AssertionError("Keycloak's build failed: " + Files.readString(log));
        }
        Files.createFile(done);
    }

    private Process run(Path home, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS",
                        JVM,
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        password));
        return builder.start();
    }

    private static Path home() throws IOException {
        var unpacked = Path.of("target", "keycloak");
        if (!Files.isDirectory(unpacked)) {
            throw new AssertionError("There is no Keycloak in target/keycloak: run Maven with -Pinterop");
        }
        try (var found = Files.list(unpacked)) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow().toAbsolutePath();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the one server with the first test that needs it; JUnit closes it after the last test. */
    static final class Started implements ParameterResolver {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Started.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == KeycloakServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(HERE)
                    .getOrComputeIfAbsent(KeycloakServer.class, _ -> start(), KeycloakServer.class);
        }

        private static KeycloakServer start() {
            try {
                return new KeycloakServer();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
