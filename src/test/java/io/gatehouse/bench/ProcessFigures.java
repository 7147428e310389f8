package io.gatehouse.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What Linux and the JDK's own tools say of a process. */
final class ProcessFigures {
    private ProcessFigures() {}

    /** What is reachable on the heap, after collecting the rest; in MB. */
    static double liveHeap(long pid) throws IOException {
        var lines = jcmd(pid, "GC.class_histogram").lines().toList();
        return Long.parseLong(lines.getLast().strip().split("\\s+")[2]) / 1e6;
    }

    /** Resident memory in MB. */
    static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1e3;
    }

    /** Processor time so far of a gateway and of every PostgreSQL process. */
    static Duration processorTime(long pid) {
        return ProcessHandle.allProcesses()
                .filter(p -> p.pid() == pid || p.info().command().orElse("").endsWith("/postgres"))
                .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static String jcmd(long pid, String... words) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var command = new java.util.ArrayList<>(java.util.List.of(jcmd, String.valueOf(pid)));
        command.addAll(Arrays.asList(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
