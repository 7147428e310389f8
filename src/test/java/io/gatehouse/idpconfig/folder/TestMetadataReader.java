package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.Finding.Severity;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.identityprovider.metadata.Position;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Stands in for the real reader: the first word of the document is the verdict. */
public final class TestMetadataReader extends MetadataReader {
    /** Reads by no clock at all. */
    public TestMetadataReader() {
        super(Clock.systemUTC());
    }

    @Override
    public MetadataReading read(byte[] document) {
        return switch (new String(document, StandardCharsets.UTF_8).strip()) {
            case "rejected" ->
                new MetadataReading(
                        Verdict.REJECT,
                        List.of(new Finding("no-key", Severity.ERROR, new Position(7, 9), "No key.", "Export again.")),
                        List.of(),
                        null);
            case "several" ->
                new MetadataReading(Verdict.CHOOSE, List.of(), List.of("https://a.example", "https://b.example"), null);
            case "warned" ->
                new MetadataReading(
                        Verdict.ACCEPT_WITH_WARNING,
                        List.of(new Finding("old", Severity.WARNING, new Position(2, 3), "Old.", "Renew.")),
                        List.of("https://a.example"),
                        null);
            default -> new MetadataReading(Verdict.ACCEPT, List.of(), List.of("https://a.example"), null);
        };
    }
}
