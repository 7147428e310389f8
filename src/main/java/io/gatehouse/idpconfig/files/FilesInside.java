package io.gatehouse.idpconfig.files;

import io.gatehouse.idpconfig.yaml.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Files that really lie in one folder, whatever dots and links say. */
public record FilesInside(Path folder) {
    /** What came of it. */
    public sealed interface Reading {}

    /** The file's bytes. */
    public record Content(byte[] bytes) implements Reading {}

    /** Not read, and why. */
    public record Refused(String rule, String message) implements Reading {}

    /** What lies in a folder, by name; names with a leading dot belong to the system that put it there: .git, ..data. */
    public static List<Path> entries(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(p -> !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    public Reading read(String name, int largest) {
        try {
            var file = folder.resolve(name);
            if (file.getNameCount() != folder.getNameCount() + 1
                    || !file.normalize().startsWith(folder)) {
                return new Refused("outside-folder", Quoted.of(name) + " is not the name of a file in this folder.");
            }
            // A link may lead about inside the folder, as in a mounted ConfigMap, but not out of it.
            var real = file.toRealPath();
            if (!real.startsWith(folder)) {
                return new Refused("outside-folder", Quoted.of(name) + " is a link to a place outside this folder.");
            }
            if (!Files.isRegularFile(real)) {
                return new Refused("not-a-file", Quoted.of(name) + " is not a file.");
            }
            return bounded(name, real, largest);
        } catch (NoSuchFileException | InvalidPathException e) {
            return new Refused("file-missing", "There is no file " + Quoted.of(name) + " in this folder.");
        } catch (IOException e) {
            return new Refused(
                    "unreadable",
                    Quoted.of(name) + " can't be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static Reading bounded(String name, Path real, int largest) throws IOException {
        try (var in = Files.newInputStream(real)) {
            var bytes = in.readNBytes(largest + 1);
            return bytes.length > largest
                    ? new Refused("file-too-large", Quoted.of(name) + " has more than " + largest + " bytes.")
                    : new Content(bytes);
        }
    }
}
