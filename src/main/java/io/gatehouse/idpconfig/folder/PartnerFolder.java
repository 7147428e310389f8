package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.idpconfig.files.ContentHash;
import io.gatehouse.idpconfig.files.FilesInside;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Place;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One partner's folder. */
final class PartnerFolder {
    static final String FILE = "partner.yaml";

    private final Path root;
    private final Path folder;
    private final MetadataReader metadata;
    private final Function<String, Optional<String>> addressFault;
    private final String name;
    private final Findings findings;
    private final ContentHash hash = new ContentHash();

    PartnerFolder(Path root, Path folder, MetadataReader metadata, Function<String, Optional<String>> addressFault) {
        this.root = root;
        this.folder = folder;
        this.metadata = metadata;
        this.addressFault = addressFault;
        this.name = folder.getFileName().toString();
        this.findings = new Findings(name + "/" + FILE);
    }

    /** What it declares; nothing if the folder is empty. */
    Optional<PartnerReading> read() {
        try {
            var files = ConfigFolder.entries(folder);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(reading(declaration(files)));
        } catch (IOException e) {
            findings.error(
                    Place.START,
                    "unreadable",
                    "The folder can't be read (" + e.getClass().getSimpleName() + ").",
                    "let the account that runs Gatehouse read it");
            return Optional.of(reading(Optional.empty()));
        }
    }

    private PartnerReading reading(Optional<PartnerDeclaration> declaration) {
        return new PartnerReading(name, hash.hex(), findings.all(), declaration);
    }

    private Optional<PartnerDeclaration> declaration(List<Path> files) throws IOException {
        var real = folder.toRealPath();
        if (!real.startsWith(root)) {
            findings.error(
                    Place.START,
                    "outside-folder",
                    "The folder is a link to a place outside " + root.getFileName() + ".",
                    "keep the partner's files in the folder itself");
            return Optional.empty();
        }
        var inside = new FilesInside(real);
        return switch (inside.read(FILE, YamlFile.LARGEST)) {
            case FilesInside.Refused refused -> {
                findings.error(
                        Place.START, refused.rule(), refused.message(), "put a readable " + FILE + " into the folder");
                yield Optional.empty();
            }
            case FilesInside.Content content -> {
                hash.add(FILE, content.bytes());
                var metadataFiles = new MetadataFiles(name, inside, metadata, hash, findings);
                var declared = YamlFile.read(content.bytes(), PartnerFile.KEYS, findings)
                        .flatMap(fields ->
                                new PartnerFile(Owner.folder(name), fields, metadataFiles::read, addressFault).read());
                reportUnused(files, metadataFiles);
                yield declared;
            }
        };
    }

    private void reportUnused(List<Path> files, MetadataFiles used) {
        for (var file : files) {
            var fileName = file.getFileName().toString();
            if (!fileName.equals(FILE) && !used.names().contains(fileName) && !ConfigFolder.isBeside(fileName)) {
                findings.warning(
                        Place.START,
                        Files.isDirectory(file) ? "folder-in-folder" : "file-not-used",
                        Quoted.of(fileName) + " lies in the folder, and no identity provider names it.",
                        "name it as metadata of an identity provider, or remove it");
            }
        }
    }
}
