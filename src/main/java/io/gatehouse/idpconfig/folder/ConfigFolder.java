package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.fetch.MetadataAddress;
import io.gatehouse.identityprovider.fetch.MetadataFetcher;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Reads an idp-config folder: a folder a partner, each judged by itself and then against the others. Changes nothing. */
@Component
public class ConfigFolder {
    private final MetadataReader metadata;
    private final Function<String, Optional<String>> addressFault;

    /** A reader of folders that lints metadata by this reader and addresses as this gateway fetches them. */
    @Autowired
    public ConfigFolder(MetadataReader metadata, MetadataFetcher fetcher) {
        this(metadata, fetcher::fault);
    }

    /** A reader of folders that lints metadata by this reader, and addresses by the rules that nothing loosens. */
    public ConfigFolder(MetadataReader metadata) {
        this(metadata, MetadataAddress::fault);
    }

    private ConfigFolder(MetadataReader metadata, Function<String, Optional<String>> addressFault) {
        this.metadata = metadata;
        this.addressFault = addressFault;
    }

    /** A reader that needs nothing around it but the time. */
    public static ConfigFolder by(Clock clock) {
        return new ConfigFolder(new MetadataReader(clock));
    }

    /** Reads the folder; never throws for what is in it. */
    public FolderReading read(Path root) {
        try {
            var realRoot = root.toRealPath();
            if (!Files.isDirectory(realRoot)) {
                return new FolderReading.Unusable(root + " is not a folder.");
            }
            return readPartners(realRoot);
        } catch (IOException e) {
            return new FolderReading.Unusable(
                    root + " can't be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private FolderReading readPartners(Path root) throws IOException {
        var partners = new ArrayList<PartnerReading>();
        var loose = new ArrayList<ConfigFinding>();
        for (var entry : entries(root)) {
            var name = entry.getFileName().toString();
            if (Files.isDirectory(entry)) {
                new PartnerFolder(root, entry, metadata, addressFault)
                        .read()
                        .ifPresentOrElse(partners::add, () -> loose.add(empty(name)));
            } else if (!isBeside(name)) {
                loose.add(stray(name));
            }
        }
        return new FolderReading.Read(AcrossPartners.judge(partners), List.copyOf(loose));
    }

    // Names with a leading dot belong to the system that put the folder here: .git, and ..data of a mounted ConfigMap.
    static List<Path> entries(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(p -> !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    static boolean isBeside(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".txt");
    }

    private static ConfigFinding empty(String name) {
        return new ConfigFinding(
                name,
                1,
                1,
                "folder-empty",
                Severity.WARNING,
                "The folder is empty: a partner of this name is"
                        + " taken as removed, and its identity providers are retired.",
                "add " + PartnerFolder.FILE + " or remove the folder");
    }

    private static ConfigFinding stray(String name) {
        return new ConfigFinding(
                name,
                1,
                1,
                "stray-file",
                Severity.WARNING,
                "The file belongs to no partner and is not read.",
                "move it into a partner's folder, or remove it");
    }
}
