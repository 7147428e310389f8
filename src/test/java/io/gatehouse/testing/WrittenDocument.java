package io.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the documents that is written from the code and compared by a test. {@code mvn test
 * -Dgatehouse.write-docs=true} writes it anew.
 */
public record WrittenDocument(Path path) {
    /** The document at this path from the root of the repository. */
    public static WrittenDocument of(String path) {
        return new WrittenDocument(Path.of(path));
    }

    /** Checks that it is exactly this text, or makes it so. */
    public void holds(String text) {
        try {
            if (Boolean.getBoolean("gatehouse.write-docs")) {
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.writeString(path, text);
            }
            assertThat(path)
                    .as("%s is out of date: run the test with -Dgatehouse.write-docs=true", path)
                    .hasContent(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
