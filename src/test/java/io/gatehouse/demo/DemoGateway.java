package io.gatehouse.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The gateway as a process, with a database of its own that each start makes anew. */
final class DemoGateway implements AutoCloseable {
    private static final String BASE_URL = "GATEHOUSE_BASEURL";
    private static final long LONGEST_START = 60;
    private static final long LONGEST_COMMAND = 60;
    private static final long LONGEST_END = 10;
    private static final int LAST_LINES = 25;

    /** What a JVM that SIGINT or SIGTERM ended exits with. */
    private static final Set<Integer> ENDED_BY_SOMEBODY = Set.of(128 + 2, 128 + 15);

    private final Process process;
    private final Path log;
    private final List<String> command;
    private final Path home;
    private final String baseUrl;

    private DemoGateway(Process process, Path log, List<String> command, Path home, String baseUrl) {
        this.process = process;
        this.log = log;
        this.command = command;
        this.home = home;
        this.baseUrl = baseUrl;
    }

    /** The command that starts the shipped jar as {@code scripts/aot} laid it out. */
    static List<String> shipped(Path root) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // a demo is started more often than it is warmed up
                "-XX:+UseSerialGC",
                "-XX:AOTCache=" + root.resolve("target/app/gatehouse.aot"), // scripts/aot trains it
                "-jar",
                root.resolve("target/app/gatehouse.jar").toString());
    }

    static DemoGateway start(List<String> command, Path home, Path folder, Ports ports, Map<String, String> settings)
            throws IOException {
        forget(home.resolve("var"));
        var serve = new ArrayList<>(command);
        serve.addAll(List.of(
                "serve",
                "--server.port=" + ports.gateway(),
                "--server.address=127.0.0.1",
                "--management.server.port=" + ports.management(),
                "--management.server.address=127.0.0.1",
                "--gatehouse.idp-config=" + folder));
        settings.forEach((name, value) -> serve.add("--" + name + "=" + value));
        var log = home.resolve("gatehouse.log");
        var baseUrl = "http://localhost:" + ports.gateway();
        var builder = new ProcessBuilder(serve)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put(BASE_URL, baseUrl);
        var process = builder.start();
        // Ctrl-C reaches it too, but a signal to this process alone does not; and this one is not to end before it has.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return new DemoGateway(process, log, command, home, baseUrl);
    }

    void awaitFirstPage(String address) throws IOException, InterruptedException, DemoFailed {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START);
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw new DemoFailed("the gateway did not start.\n" + lastWords());
                }
                if (answers(http, address)) {
                    return;
                }
                Thread.sleep(50);
            }
        }
        throw new DemoFailed("the gateway does not answer at " + address + ".\n" + lastWords());
    }

    /** Invites by the jar's own command, beside the running gateway; answers with the link it prints. */
    String invite(String email, String partner) throws IOException, InterruptedException, DemoFailed {
        var invite = new ArrayList<>(command);
        invite.addAll(List.of("admin", "invite", email, "--partner", partner));
        var link = home.resolve("invitation");
        var builder = new ProcessBuilder(invite)
                .directory(home.toFile())
                .redirectOutput(link.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(BASE_URL, baseUrl);
        var process = builder.start();
        if (!process.waitFor(LONGEST_COMMAND, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new DemoFailed("the invitation of " + email + " failed");
        }
        return Files.readString(link, StandardCharsets.UTF_8).strip();
    }

    /** Waits until somebody ends it. */
    void join() throws IOException, InterruptedException, DemoFailed {
        int exit = process.waitFor();
        if (!ENDED_BY_SOMEBODY.contains(exit)) {
            throw new DemoFailed("the gateway ended by itself (exit code " + exit + ").\n" + lastWords());
        }
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return String.join("\n", last).strip() + "\nAll of its log: " + log;
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(HttpClient http, String address) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static void forget(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
