package io.gatehouse.keys.sealing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sealing key beside an H2 file database: made once, readable by its owner only. */
final class SealingKeyFile {
    private static final String URL_START = "jdbc:h2:";
    private static final Set<String> ELSEWHERE = Set.of("mem", "tcp", "ssl", "zip");

    private final Path path;

    SealingKeyFile(Path path) {
        this.path = path;
    }

    /** The file that belongs to the database of this JDBC address, if that is an H2 file database. */
    static Optional<SealingKeyFile> beside(String url) {
        if (!url.startsWith(URL_START)) {
            return Optional.empty();
        }
        String rest = url.substring(URL_START.length());
        int scheme = rest.indexOf(':');
        if (scheme > 0 && ELSEWHERE.contains(rest.substring(0, scheme))) {
            return Optional.empty();
        }
        String file = rest.startsWith("file:") ? rest.substring("file:".length()) : rest;
        String database = file.replaceFirst(";.*", "").replaceFirst("^~", System.getProperty("user.home"));
        return Optional.of(new SealingKeyFile(Path.of(database).toAbsolutePath().resolveSibling("sealing.key")));
    }

    /**
     * The database's folder, made for its owner only if it is not there: what lies in it opens the database.
     *
     * @return the folder, if it is there already and others may look into it
     */
    Optional<Path> keepFolder() {
        @Nullable Path folder = path.getParent();
        try {
            if (folder == null || !posix()) {
                return Optional.empty();
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, attribute("rwx------"));
            }
            var others = EnumSet.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
            others.retainAll(Files.getPosixFilePermissions(folder));
            return others.isEmpty() ? Optional.empty() : Optional.of(folder);
        } catch (IOException e) {
            throw new SealingKeyUnusable("The folder of the database, " + folder + ", cannot be read or made.", e);
        }
    }

    /** Whether the database's folder is there. */
    boolean hasFolder() {
        return path.getParent() != null && Files.isDirectory(path.getParent());
    }

    /** The text of the file; when there is none yet, one with this new key. */
    String readOrMake(byte[] newKey) {
        try {
            if (!Files.exists(path)) {
                make(Base64.getEncoder().encodeToString(newKey));
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new SealingKeyUnusable("The sealing key in " + path + " cannot be read or made.", e);
        }
    }

    private void make(String text) throws IOException {
        keepFolder();
        @Nullable Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder); // where there are no permissions to give
        }
        // Written whole beside its place, then linked into it: a second process starting now finds no key or all of it.
        Path draft = Files.createTempFile(folder, "sealing", ".new", ownerOnly());
        try {
            Files.writeString(draft, text + System.lineSeparator(), StandardOpenOption.TRUNCATE_EXISTING);
            link(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void link(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException another) {
            // Another process was first; its key is the key.
            return;
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return posix() ? new FileAttribute<?>[] {attribute("rw-------")} : new FileAttribute<?>[0];
    }

    private boolean posix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
