package io.gatehouse.idpconfig;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.MetadataCorpus;
import io.gatehouse.identityprovider.MetadataCorpus.Row;
import io.gatehouse.identityprovider.MetadataCorpus.Said;
import io.gatehouse.identityprovider.ProviderState;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.idpconfig.folder.ConfigFolder;
import io.gatehouse.idpconfig.folder.FolderReading;
import io.gatehouse.idpconfig.folder.PartnerReading;
import io.gatehouse.idpconfig.folder.TestFolder;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder with a partner for each file of the corpus, linted and applied. */
class MetadataCorpusFolderTests {
    @TempDir
    private static Path root;

    private static Gateway gateway;
    private static FolderReading.Read read;

    @BeforeAll
    static void applies() throws IOException {
        for (var row : MetadataCorpus.rows().toList()) {
            var partner = partner(row);
            new TestFolder(root)
                    .partner(
                            partner,
                            "partner: %1$s\nidentity-providers:\n  - id: %1$s\n    metadata: idp.xml\n"
                                    .formatted(partner));
            Files.write(root.resolve(partner).resolve("idp.xml"), row.bytes());
        }
        gateway = Gateway.prepared().clock(new TestClock(MetadataCorpus.CLOCK)).start();
        read = (FolderReading.Read) gateway.bean(ConfigFolder.class).read(root);
        gateway.bean(FolderLoader.class).apply(read);
    }

    @AfterAll
    static void stops() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileAsItsIndexSaysAndAppliesWhatIsAccepted(Row row) {
        var findings = reading(row).findings();
        row.isWhatWasSaid(findings.stream()
                .filter(f -> f.file().equals(partner(row) + "/idp.xml"))
                .map(f -> new Said(f.rule(), f.severity().code(), f.line()))
                .toList());
        assertThat(findings)
                .filteredOn(f -> f.file().endsWith(PartnerReading.FILE) && f.isError())
                .extracting(f -> f.rule() + " line " + f.line())
                .containsExactly(
                        switch (row.expected()) {
                            case "choose" -> new String[] {"several-identity-providers line 4"};
                            case "reject" -> new String[] {"metadata-rejected line 4"};
                            default -> new String[0];
                        });
        assertThat(findings.stream().anyMatch(ConfigFinding::isError)).isNotEqualTo(row.accepted());

        var became = gateway.bean(FolderStatuses.class)
                .of(new PartnerId(partner(row)))
                .orElseThrow();
        assertThat(became.outcome()).as("%s", became.findings()).isEqualTo(row.accepted() ? "applied" : "refused");
        var provider = gateway.bean(IdentityProviders.class).find(new RegistrationId(partner(row)));
        assertThat(provider.isPresent()).isEqualTo(row.accepted());
        provider.ifPresent(
                p -> assertThat(p.state()).isEqualTo(row.staysADraft() ? ProviderState.DRAFT : ProviderState.ACTIVE));
    }

    private static PartnerReading reading(Row row) {
        return read.partners().stream()
                .filter(p -> p.folder().equals(partner(row)))
                .findFirst()
                .orElseThrow();
    }

    private static String partner(Row row) {
        return "c-" + row.file().replace(".xml", "");
    }

    static Stream<Row> rows() {
        return MetadataCorpus.rows();
    }
}
