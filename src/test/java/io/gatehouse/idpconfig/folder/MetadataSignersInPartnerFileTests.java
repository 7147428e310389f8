package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.testing.SignedMetadata;
import io.gatehouse.testing.TestIdentityProvider;
import io.gatehouse.testing.TestKeys;
import io.gatehouse.testing.TestPartners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code metadata-signers} of a partner file, and the files beside it. */
class MetadataSignersInPartnerFileTests {
    private static final TestKeys SIGNER = TestKeys.rsa(2048);
    private static final String PLAIN =
            TestIdentityProvider.named("https://folder.example").metadata("https://folder.example/sso");

    @TempDir
    private Path root;

    @Test
    void takesAFileThatTheSignerHasSigned() throws IOException {
        assertThat(findings(pem(), SignedMetadata.signed(PLAIN, SIGNER)))
                .extracting(ConfigFinding::rule)
                .containsExactly("requests-unsigned");
    }

    @Test
    void refusesAFileThatTheSignerHasNotSigned() throws IOException {
        var unsigned = findings(pem(), PLAIN);
        assertThat(unsigned)
                .extracting(ConfigFinding::rule)
                .containsExactlyInAnyOrder("signature-missing", "metadata-rejected", "requests-unsigned");
        assertThat(unsigned)
                .filteredOn(f -> f.rule().equals("signature-missing"))
                .allMatch(f -> f.place().equals("northwind/idp.xml:1:1") && f.isError());
        assertThat(findings(pem(), SignedMetadata.signed(PLAIN, TestKeys.rsa(2048))))
                .extracting(ConfigFinding::rule)
                .contains("signature-untrusted");
    }

    @Test
    void judgesAFileForEachConnectionThatNamesIt() throws IOException {
        var second = "  - id: other\n    metadata: idp.xml\n    metadata-signers: ["
                + SignedMetadata.certificate(SIGNER) + "]\n";
        assertThat(read(TestPartners.northwind() + second, PLAIN))
                .extracting(ConfigFinding::rule)
                .contains("signature-missing");
    }

    @Test
    void refusesASignerThatIsNoCertificate() throws IOException {
        assertThat(findings("metadata-signers: [garbage]", PLAIN))
                .extracting(ConfigFinding::rule)
                .containsExactly("metadata-signer-invalid", "requests-unsigned");
        assertThat(findings("metadata-signers: garbage", PLAIN))
                .extracting(ConfigFinding::rule)
                .containsExactly("wrong-type", "requests-unsigned");
    }

    private static String pem() {
        var lines =
                SignedMetadata.certificate(SIGNER).replaceAll(".{64}", "$0\n").strip();
        return "metadata-signers:\n  - |\n"
                + ("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----").indent(4);
    }

    private List<ConfigFinding> findings(String settings, String metadata) throws IOException {
        return read(TestPartners.northwind("policy: required", settings), metadata);
    }

    private List<ConfigFinding> read(String partner, String metadata) throws IOException {
        Files.createDirectories(root.resolve("northwind"));
        Files.writeString(root.resolve("northwind/partner.yaml"), partner);
        Files.writeString(root.resolve("northwind/idp.xml"), metadata);
        return ((FolderReading.Read) ConfigFolder.by(Clock.systemUTC()).read(root)).findings();
    }
}
