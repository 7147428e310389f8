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

/** The shipped jar, laid out by {@code scripts/aot}, as a process with a database of its own under {@code target/demo} that each start makes anew. */
final class DemoGateway implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final List<String> command;
    private final Path home;

    private DemoGateway(Process process, Path log, List<String> command, Path home) {
        this.process = process;
        this.log = log;
        this.command = command;
        this.home = home;
    }

    static DemoGateway start(Path root, Path folder, int port, Map<String, String> settings) throws IOException {
        var home = Files.createDirectories(root.resolve("target/demo"));
        forget(home.resolve("var"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1", // a demo is started more often than it is warmed up
                "-XX:+UseSerialGC",
                "-XX:AOTCache=" + root.resolve("target/app/gatehouse.aot"), // scripts/aot trains it
                "-jar",
                root.resolve("target/app/gatehouse.jar").toString()));
        var serve = new ArrayList<>(command);
        serve.addAll(List.of(
                "serve",
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--management.server.address=127.0.0.1",
                "--gatehouse.idp-config=" + folder));
        settings.forEach((name, value) -> serve.add("--" + name + "=" + value));
        var log = home.resolve("gatehouse.log");
        var process = new ProcessBuilder(serve)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
        return new DemoGateway(process, log, command, home);
    }

    void awaitFirstPage(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 1200; i++) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the gateway did not start:\n" + Files.readString(log));
                }
                if (answers(http, address)) {
                    return;
                }
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the gateway does not answer; see " + log);
    }

    /** Invites by the jar's own command, beside the running gateway; answers with the link it prints. */
    String invite(String email, String partner) throws IOException, InterruptedException {
        var invite = new ArrayList<>(command);
        invite.addAll(List.of("admin", "invite", email, "--partner", partner));
        var command = new ProcessBuilder(invite)
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var link = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (command.waitFor() != 0) {
            throw new IllegalStateException("the invitation failed");
        }
        return link;
    }

    void join() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        process.onExit().join();
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
