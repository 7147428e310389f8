package io.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** A gateway in a process of its own, with the classes that ship and none of the tests': so that it can be killed. */
public final class GatewayProcess implements AutoCloseable {
    private final Process process;
    private final URI address;
    private final Path log;

    private GatewayProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts a node on a free port and waits until it is ready. */
    public static GatewayProcess start(Map<String, String> settings) {
        int port = Gateway.freePort();
        try {
            var log = Files.createTempFile("gateway-" + port, ".log");
            var command = new ArrayList<>(ShippedClasses.command());
            command.addAll(List.of("serve", "--server.port=" + port, "--management.server.port=0"));
            settings.forEach((name, value) -> command.add("--" + name + "=" + value));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .directory(Files.createTempDirectory("gateway-" + port).toFile())
                    .start();
            var node = new GatewayProcess(process, URI.create("http://localhost:" + port), log);
            node.awaitReady();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number at the operating system. */
    public long pid() {
        return process.pid();
    }

    /** Where this node itself listens. */
    public URI address() {
        return address;
    }

    /** What it said. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitReady() {
        var deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new AssertionError("the node ended: " + log());
                }
                try {
                    var answer = http.send(
                            HttpRequest.newBuilder(address.resolve("/sign-in"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.discarding());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the node did not become ready: " + log());
    }
}
