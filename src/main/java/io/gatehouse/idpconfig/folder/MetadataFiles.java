package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.Terms;
import io.gatehouse.idpconfig.files.ContentHash;
import io.gatehouse.idpconfig.files.FilesInside;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.idpconfig.yaml.ConfigFinding.Severity;
import io.gatehouse.idpconfig.yaml.Findings;
import io.gatehouse.idpconfig.yaml.Quoted;
import io.gatehouse.idpconfig.yaml.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    private final Map<Judged, MetadataReading> judged = new HashMap<>();

    MetadataFiles(String partner, FilesInside inside, MetadataReader reader, ContentHash hash, Findings findings) {
        this.partner = partner;
        this.inside = inside;
        this.reader = reader;
        this.hash = hash;
        this.findings = findings;
    }

    private record Judged(String name, Terms terms) {}

    /** The file that a provider names; findings tell what is wrong with it. */
    MetadataSource read(Text name, Terms terms) {
        boolean first = names.add(name.value());
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
                var reading = judged.computeIfAbsent(
                        new Judged(name.value(), terms), _ -> judged(name, content.bytes(), terms));
                return new MetadataSource.File(name.value(), content.bytes(), reading);
            }
        }
        return new MetadataSource.None();
    }

    private MetadataReading judged(Text name, byte[] document, Terms terms) {
        var reading = reader.read(document, null, terms);
        reading.findings().forEach(f -> findings.addOnce(carried(partner + "/" + name.value(), f)));
        judge(name, reading);
        return reading;
    }

    private void judge(Text name, MetadataReading reading) {
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

    /** A finding in a metadata file, as one of the folder. */
    static ConfigFinding carried(String file, Finding finding) {
        var severity = switch (finding.severity()) {
            case ERROR -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case INFO -> Severity.INFO;
        };
        return new ConfigFinding(
                file,
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
