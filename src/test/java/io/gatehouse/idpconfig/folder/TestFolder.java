package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An idp-config folder to try things in. */
public record TestFolder(Path root) {
    /** A partner with nothing wrong. */
    public static final String NORTHWIND = """
            partner: northwind
            name: Northwind Traders
            domains: [northwind.example]
            authentication-types: [sso, cloud]
            self-service-password-reset: true
            account-manager: { name: Partner Care, email: care@vendor.example }
            second-factor:
              policy: required
              max-age: 8h
            identity-providers:
              - id: northwind-entra
                metadata: entra.xml
                clock-skew: 60s
                provisioning: invited-only
            """;

    /** Writes a partner's file. */
    public TestFolder partner(String folder, String yaml) {
        return file(folder + "/partner.yaml", yaml);
    }

    /** The valid partner, and its metadata. */
    public TestFolder northwind() {
        return partner("northwind", NORTHWIND).file("northwind/entra.xml", "fine");
    }

    /** The valid partner with one thing changed. */
    public TestFolder northwindWith(String is, String becomes) {
        assertThat(NORTHWIND).contains(is);
        return northwind().partner("northwind", NORTHWIND.replace(is, becomes));
    }

    /** The valid partner with one more line at its connection. */
    public TestFolder northwindProviderWith(String line) {
        return northwind().partner("northwind", NORTHWIND + "    " + line + "\n");
    }

    /** Writes any file. */
    public TestFolder file(String path, String content) {
        try {
            Files.createDirectories(root.resolve(path).getParent());
            Files.writeString(root.resolve(path), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it, which must be possible. */
    public FolderReading.Read read() {
        return (FolderReading.Read) new ConfigFolder(new TestMetadataReader()).read(root);
    }

    /** All findings. */
    public List<ConfigFinding> findings() {
        return read().findings();
    }

    /** The only finding. */
    public ConfigFinding finding() {
        assertThat(findings()).hasSize(1);
        return findings().getFirst();
    }

    /** The only partner. */
    public PartnerReading partner() {
        assertThat(read().partners()).hasSize(1);
        return read().partners().getFirst();
    }
}
