package io.gatehouse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that ship and none of the tests', for processes of their own. With the JDK's AOT cache, as the demo has it
 * (JEP 514): trained once in a build, it halves the start of all that follow.
 */
public final class ShippedClasses {
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC");
    private static final ShippedClasses ONLY = prepared();

    private final String classPath;
    private final Path cache;

    private ShippedClasses(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    /** How they are started; the arguments come after. */
    public static List<String> command() {
        return ONLY.started("-XX:AOTCache=" + ONLY.cache);
    }

    private List<String> started(String... options) {
        var command = new ArrayList<>(JVM);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, "io.gatehouse.Gatehouse"));
        return command;
    }

    private static ShippedClasses prepared() {
        try {
            // The cache takes jars only.
            var folder = Files.createTempDirectory("shipped");
            var jar = folder.resolve("gatehouse.jar");
            var entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.endsWith("test-classes"))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .toList();
            var classes =
                    entries.stream().filter(entry -> !entry.endsWith(".jar")).toList();
            var libraries = entries.stream().filter(entry -> entry.endsWith(".jar"));
            run(
                    folder,
                    Stream.concat(
                                    Stream.of(
                                            Path.of(System.getProperty("java.home"), "bin", "jar")
                                                    .toString(),
                                            "--create",
                                            "--no-compress",
                                            "--file=" + jar),
                                    classes.stream().flatMap(entry -> Stream.of("-C", entry, ".")))
                            .toList());
            var shipped = new ShippedClasses(
                    Stream.concat(Stream.of(jar.toString()), libraries).collect(Collectors.joining(File.pathSeparator)),
                    folder.resolve("gatehouse.aot"));
            Files.createDirectory(folder.resolve("idp-config"));
            var training = shipped.started("-XX:AOTCacheOutput=" + shipped.cache, "-Dspring.context.exit=onRefresh");
            training.addAll(List.of("serve", "--server.port=0", "--management.server.port=0"));
            run(folder, training);
            return shipped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path folder, List<String> command) throws IOException {
        var out = folder.resolve("out");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(Files.readString(out, UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
