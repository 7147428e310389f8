package io.gatehouse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of the shipped classes as a process of its own, from its start to its end.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CommandRun(int exit, String out, String err, Duration took) {
    private static final long LONGEST = 120;

    /** Runs it in this folder with these environment variables besides. */
    public static CommandRun of(Path folder, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(ShippedClasses.command());
        command.addAll(List.of(arguments));
        long start = System.nanoTime();
        try {
            var out = Files.createTempFile("run", ".out");
            var err = Files.createTempFile("run", ".err");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(LONGEST, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
                throw new AssertionError("it did not end: " + Files.readString(out, UTF_8));
            }
            return new CommandRun(
                    process.exitValue(),
                    Files.readString(out, UTF_8),
                    Files.readString(err, UTF_8),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
