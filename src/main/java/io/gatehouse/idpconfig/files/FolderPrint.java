package io.gatehouse.idpconfig.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One hash over everything in a folder of partners that may count, by names and contents: times and links say nothing
 * reliable on network mounts and in a mounted ConfigMap, whose files change by a link that is swapped.
 */
public final class FolderPrint {
    private static final byte[] FOLDER = mark("folder");

    private final int largest;
    private final ContentHash hash = new ContentHash();

    private FolderPrint(int largest) {
        this.largest = largest;
    }

    /** The hash of this folder; what can't be read gives one too, and another when it can be read again. */
    public static String of(Path root, int largest) {
        return new FolderPrint(largest).print(root);
    }

    private String print(Path root) {
        try {
            var real = root.toRealPath();
            for (var entry : FilesInside.entries(real)) {
                hash.add(entry.getFileName().toString(), Files.isDirectory(entry) ? FOLDER : mark("file"));
                if (Files.isDirectory(entry)) {
                    addPartner(real, entry);
                }
            }
        } catch (IOException e) {
            hash.add("", mark("unreadable " + e.getClass().getSimpleName()));
        }
        return hash.hex();
    }

    private void addPartner(Path root, Path folder) {
        var name = folder.getFileName().toString();
        try {
            var real = folder.toRealPath();
            if (!real.startsWith(root)) {
                hash.add(name, mark("outside"));
                return;
            }
            var inside = new FilesInside(real);
            for (var file : FilesInside.entries(real)) {
                var fileName = file.getFileName().toString();
                hash.add(
                        name + "/" + fileName,
                        switch (inside.read(fileName, largest)) {
                            case FilesInside.Content content -> content.bytes();
                            case FilesInside.Refused refused -> mark(refused.rule());
                        });
            }
        } catch (IOException e) {
            hash.add(name, mark("unreadable " + e.getClass().getSimpleName()));
        }
    }

    private static byte[] mark(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
