package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.idpconfig.files.ContentHash;
import io.gatehouse.idpconfig.files.FilesInside;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The metadata files of one partner, read and linted; their findings join the partner's. */
final class MetadataFiles {
    /** The most that is read of one, in bytes; the largest metadata of a single identity provider seen has 40 KiB. */
    static final int LARGEST = 1024 * 1024;

    private final String partner;
    private final FilesInside inside;
    private final MetadataReader reader;
    private final ContentHash hash;
    private final Findings findings;
    private final Set<String> names = new HashSet<>();
    private final Set<Judged> judged = new HashSet<>();

    MetadataFiles(String partner, FilesInside inside, MetadataReader reader, ContentHash hash, Findings findings) {
        this.partner = partner;
        this.inside = inside;
        this.reader = reader;
        this.hash = hash;
        this.findings = findings;
    }

    private record Judged(String name, List<PublicKey> signers) {}

    /** The file that a provider names; findings tell what is wrong with it. */
    MetadataSource read(Text name, List<PublicKey> signers) {
        boolean first = names.add(name.value());
        boolean unjudged = judged.add(new Judged(name.value(), signers));
        switch (inside.read(name.value(), LARGEST)) {
            case FilesInside.Refused refused ->
                findings.error(
                        name.place(),
                        "metadata-" + refused.rule(),
                        refused.message(),
                        "put the metadata file beside " + PartnerFolder.FILE + " and give its bare name");
            case FilesInside.Content content -> {
                if (first) {
                    hash.add(name.value(), content.bytes());
                }
                if (unjudged) {
                    judge(name, reader.read(content.bytes(), null, signers));
                }
                return new MetadataSource.File(name.value(), content.bytes());
            }
        }
        return new MetadataSource.None();
    }

    private void judge(Text name, MetadataReading reading) {
        reading.findings().forEach(f -> findings.add(carried(name.value(), f)));
        switch (reading.verdict()) {
            case ACCEPT, ACCEPT_WITH_WARNING -> {}
            case CHOOSE ->
                findings.error(
                        name.place(),
                        "several-identity-providers",
                        Quoted.of(name.value()) + " holds several identity providers: "
                                + String.join(", ", reading.entityIds()) + ".",
                        "keep the one EntityDescriptor that is meant, and remove the others");
            case REJECT ->
                findings.error(
                        name.place(),
                        "metadata-rejected",
                        Quoted.of(name.value()) + " is not usable as an identity provider's metadata.",
                        "mend what the findings in that file name");
        }
    }

    private ConfigFinding carried(String file, Finding finding) {
        var severity = switch (finding.severity()) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case INFO -> Severity.INFO;
        };
        return new ConfigFinding(
                partner + "/" + file,
                finding.position().line(),
                finding.position().column(),
                finding.rule(),
                severity,
                finding.message(),
                finding.fix());
    }

    /** The files that providers name. */
    Set<String> names() {
        return Set.copyOf(names);
    }
}
