package io.gatehouse.identityprovider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Metadata documents of the corpus; a test changes one thing in them. */
public final class TestDocuments {
    private TestDocuments() {}

    /** A document of the corpus as text. */
    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /** A document of the corpus. */
    public static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/corpus/metadata", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A document with one replacement made, which has to be possible. */
    public static byte[] with(String file, String what, String by) {
        var text = text(file);
        if (!text.contains(what)) {
            throw new IllegalArgumentException("no such thing in " + file + ": " + what);
        }
        return text.replace(what, by).getBytes(StandardCharsets.UTF_8);
    }
}
