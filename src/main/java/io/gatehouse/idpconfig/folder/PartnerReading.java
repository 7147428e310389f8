package io.gatehouse.idpconfig.folder;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of reading one partner's folder.
 *
 * @param folder its name
 * @param contentHash SHA-256 over the files that count, lower-case hex
 * @param declaration what it declares; to be applied only if {@link #accepted()}
 */
public record PartnerReading(
        String folder, String contentHash, List<ConfigFinding> findings, Optional<PartnerDeclaration> declaration) {
    /** The name of the file that declares a partner. */
    public static final String FILE = PartnerFolder.FILE;

    public PartnerReading {
        findings = List.copyOf(findings);
    }

    /** What may be applied: the whole declaration if there is no error at all, else nothing. */
    public Optional<PartnerDeclaration> accepted() {
        return findings.stream().anyMatch(ConfigFinding::isError) ? Optional.empty() : declaration;
    }

    /** The same with more findings. */
    public PartnerReading with(List<ConfigFinding> more) {
        return new PartnerReading(
                folder,
                contentHash,
                Stream.concat(findings.stream(), more.stream()).toList(),
                declaration);
    }

    /** The file that declares the partner, below the root. */
    public String file() {
        return folder + "/" + FILE;
    }
}
