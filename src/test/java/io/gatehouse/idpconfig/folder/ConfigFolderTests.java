package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.SecondFactorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTests {
    @TempDir
    Path root;

    TestFolder folder;

    @BeforeEach
    void start() {
        folder = new TestFolder(root);
    }

    @Test
    void readsAPartnerWhole() {
        var declared = folder.northwind().partner().accepted().orElseThrow();
        var partner = declared.partner();
        assertThat(partner.id()).hasToString("northwind");
        assertThat(partner.name()).isEqualTo("Northwind Traders");
        assertThat(partner.domains()).containsExactly("northwind.example");
        assertThat(partner.authenticationTypes()).isEqualTo(Set.of(AuthenticationType.SSO, AuthenticationType.CLOUD));
        assertThat(partner.selfServicePasswordReset()).isTrue();
        assertThat(partner.accountManager()).isEqualTo(new AccountManager("Partner Care", "care@vendor.example"));
        assertThat(partner.secondFactor()).isEqualTo(SecondFactorPolicy.REQUIRED);
        assertThat(partner.source()).isEqualTo("northwind/partner.yaml");
        var provider = declared.providers().getFirst();
        assertThat(provider.id()).hasToString("northwind-entra");
        assertThat(provider.settings()).isEqualTo(ProviderSettings.DEFAULT);
        assertThat(provider.metadata()).isInstanceOf(MetadataSource.File.class);
        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThat(new ConfigFolder(new TestMetadataReader()).read(root.resolve("nowhere")))
                .isInstanceOf(FolderReading.Unusable.class);
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        var file = Files.writeString(root.resolve("file"), "x");
        assertThat(new ConfigFolder(new TestMetadataReader()).read(file)).isInstanceOf(FolderReading.Unusable.class);
    }

    @Test
    void saysThatAFolderWithoutPartnerFileHasNone() {
        var finding = folder.file("northwind/entra.xml", "fine").findings().getFirst();
        assertThat(finding.place()).isEqualTo("northwind/partner.yaml:1:1");
        assertThat(finding.rule()).isEqualTo("file-missing");
        assertThat(finding.isError()).isTrue();
    }

    @Test
    void countsAnEmptiedFolderAsNoPartner() throws IOException {
        Files.createDirectory(root.resolve("gone"));
        assertThat(folder.read().partners()).isEmpty();
        assertThat(folder.finding().rule()).isEqualTo("folder-empty");
    }

    @Test
    void warnsOfStrayFilesAndLeavesReadmesAlone() {
        folder.northwind().file("README.md", "hello").file("northwind/README.md", "hello");
        assertThat(folder.findings()).isEmpty();
        folder.file("loose.xml", "x").file("northwind/unused.xml", "x");
        assertThat(folder.findings()).extracting(ConfigFinding::rule).containsExactly("stray-file", "file-not-used");
        assertThat(folder.partner().accepted()).isPresent();
    }

    @Test
    void refusesMetadataThatIsMissing() {
        var finding = folder.northwindWith("entra.xml", "okta.xml").findings().stream()
                .filter(ConfigFinding::isError)
                .findFirst()
                .orElseThrow();
        assertThat(finding.place()).isEqualTo("northwind/partner.yaml:12:15");
        assertThat(finding.rule()).isEqualTo("metadata-file-missing");
        assertThat(folder.partner().accepted()).isEmpty();
    }

    @Test
    void refusesMetadataOutsideTheFolder() {
        folder.file("secret.md", "fine");
        for (var escape : new String[] {"../secret.md", "/etc/hostname", "a/../../secret.md", "..", "."}) {
            folder.northwindWith("entra.xml", escape);
            assertThat(folder.findings())
                    .extracting(ConfigFinding::rule)
                    .containsAnyOf("metadata-outside-folder", "metadata-not-a-file");
            assertThat(folder.partner().accepted()).isEmpty();
        }
    }

    @Test
    void refusesALinkOutOfTheFolderAndFollowsOneInsideIt() throws IOException {
        folder.northwindWith("entra.xml", "link.xml").file("outside.md", "fine");
        Files.createSymbolicLink(root.resolve("northwind/link.xml"), root.resolve("outside.md"));
        assertThat(folder.findings()).extracting(ConfigFinding::rule).contains("metadata-outside-folder");
        Files.delete(root.resolve("northwind/link.xml"));
        Files.createDirectory(root.resolve("northwind/..data"));
        Files.move(root.resolve("northwind/entra.xml"), root.resolve("northwind/..data/link.xml"));
        Files.createSymbolicLink(root.resolve("northwind/link.xml"), Path.of("..data/link.xml"));
        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void refusesAFolderThatIsALinkElsewhere(@TempDir Path elsewhere) throws IOException {
        new TestFolder(elsewhere).northwind();
        Files.createSymbolicLink(root.resolve("northwind"), elsewhere.resolve("northwind"));
        assertThat(folder.finding().rule()).isEqualTo("outside-folder");
        assertThat(folder.partner().accepted()).isEmpty();
    }

    @Test
    void refusesMetadataThatIsTooLarge() {
        folder.northwind().file("northwind/entra.xml", "x".repeat(MetadataFiles.LARGEST + 1));
        assertThat(folder.finding().rule()).isEqualTo("metadata-file-too-large");
    }

    @Test
    void carriesMetadataFindingsWithTheirOwnFile() {
        folder.northwind().file("northwind/entra.xml", "rejected");
        assertThat(folder.findings())
                .extracting(ConfigFinding::place, ConfigFinding::rule)
                .containsExactly(
                        tuple("northwind/partner.yaml:12:15", "metadata-rejected"),
                        tuple("northwind/entra.xml:7:9", "no-key"));
        assertThat(folder.partner().accepted()).isEmpty();
    }

    @Test
    void appliesMetadataWithWarnings() {
        folder.northwind().file("northwind/entra.xml", "warned");
        assertThat(folder.finding().place()).isEqualTo("northwind/entra.xml:2:3");
        assertThat(folder.partner().accepted()).isPresent();
    }

    @Test
    void refusesMetadataOfSeveralIdentityProviders() {
        folder.northwind().file("northwind/entra.xml", "several");
        assertThat(folder.finding().rule()).isEqualTo("several-identity-providers");
        assertThat(folder.finding().message()).contains("https://a.example, https://b.example");
    }

    @Test
    void refusesADomainAndAProviderIdThatTwoPartnersClaim() {
        folder.northwind()
                .partner("other", TestFolder.NORTHWIND.replace("partner: northwind", "partner: other"))
                .file("other/entra.xml", "fine");
        assertThat(folder.findings())
                .extracting(ConfigFinding::place, ConfigFinding::rule)
                .containsExactly(
                        tuple("northwind/partner.yaml:3:11", "domain-claimed-twice"),
                        tuple("northwind/partner.yaml:11:9", "provider-id-twice"),
                        tuple("other/partner.yaml:3:11", "domain-claimed-twice"),
                        tuple("other/partner.yaml:11:9", "provider-id-twice"));
        assertThat(folder.read().partners()).allMatch(p -> p.accepted().isEmpty());
    }

    @Test
    void refusesOnePartnerAndTakesTheOther() {
        folder.northwind().partner("other", "partner: other\ndomains: [other.example]\ncolour: red\n");
        assertThat(folder.read().partners().getFirst().accepted()).isPresent();
        assertThat(folder.read().partners().getLast().accepted()).isEmpty();
    }

    @Test
    void hashesWhatCounts() {
        var before = folder.northwind().partner().contentHash();
        assertThat(folder.file("northwind/README.md", "x").partner().contentHash())
                .isEqualTo(before);
        assertThat(folder.file("northwind/entra.xml", "other").partner().contentHash())
                .isNotEqualTo(before);
    }
}
