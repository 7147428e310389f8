package io.gatehouse.idpconfig.folder;

import io.gatehouse.identityprovider.metadata.Finding;
import io.gatehouse.identityprovider.metadata.Finding.Severity;
import io.gatehouse.identityprovider.metadata.MetadataReader;
import io.gatehouse.identityprovider.metadata.MetadataReading;
import io.gatehouse.identityprovider.metadata.MetadataReading.Verdict;
import io.gatehouse.identityprovider.metadata.Position;
import io.gatehouse.identityprovider.metadata.Terms;
import io.gatehouse.identityprovider.metadata.Vendor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for the real reader: the first word of the document is the verdict. */
public final class TestMetadataReader extends MetadataReader {
    private static final List<String> ONE = List.of("https://a.example");

    /** Reads by no clock at all. */
    public TestMetadataReader() {
        super(Clock.systemUTC());
    }

    @Override
    public MetadataReading read(byte[] document, @Nullable String entityId, Terms terms) {
        return switch (new String(document, StandardCharsets.UTF_8).strip()) {
            case "rejected" ->
                reading(Verdict.REJECT, finding("no-key", Severity.ERROR, new Position(7, 9)), List.of());
            case "several" -> reading(Verdict.CHOOSE, List.of(), List.of("https://a.example", "https://b.example"));
            case "warned" ->
                reading(Verdict.ACCEPT_WITH_WARNING, finding("old", Severity.WARNING, new Position(2, 3)), ONE);
            default -> reading(Verdict.ACCEPT, List.of(), ONE);
        };
    }

    private static List<Finding> finding(String rule, Severity severity, Position position) {
        return List.of(new Finding(rule, severity, position, "Found.", "Mend it."));
    }

    private static MetadataReading reading(Verdict verdict, List<Finding> findings, List<String> entityIds) {
        return new MetadataReading(verdict, findings, entityIds, null, Vendor.GENERIC, Position.START);
    }
}
