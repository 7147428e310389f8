package io.gatehouse.idpconfig.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.idpconfig.yaml.ConfigFinding;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestIdentityProvider;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedEntitiesTests {
    private static final String ENTITY = "https://idp.tenant.example";

    @TempDir
    private Path root;

    @Test
    void namesEveryConnectionThatIsTheSameIdentityProviderOrLooksTheSame() {
        partner("alpha", ENTITY);
        partner("beta", ENTITY);
        partner("gamma", "https://idp.tenant.example/");
        partner("delta", "https://idp.elsewhere.example");

        assertThat(shared())
                .containsExactlyInAnyOrder(
                        "alpha/idp.xml:3 entity-id-of-another-partner beta-idp of the partner beta",
                        "alpha/idp.xml:3 entity-id-like-anothers https://idp.tenant.example/ of gamma-idp of the partner gamma",
                        "beta/idp.xml:3 entity-id-of-another-partner alpha-idp of the partner alpha",
                        "beta/idp.xml:3 entity-id-like-anothers https://idp.tenant.example/ of gamma-idp of the partner gamma",
                        "gamma/idp.xml:3 entity-id-like-anothers https://idp.tenant.example of alpha-idp of the partner alpha",
                        "gamma/idp.xml:3 entity-id-like-anothers https://idp.tenant.example of beta-idp of the partner beta");
    }

    @Test
    void namesASecondConnectionOfThePartnerItself() {
        partner("alpha", ENTITY);
        new TestFolder(root)
                .partner(
                        "alpha",
                        "partner: alpha\nidentity-providers:\n  - id: one\n    metadata: idp.xml\n  - id: two\n    metadata: idp.xml\n");

        assertThat(shared())
                .containsExactlyInAnyOrder(
                        "alpha/idp.xml:3 entity-id-in-use one", "alpha/idp.xml:3 entity-id-in-use two");
    }

    private void partner(String id, String entityId) {
        new TestFolder(root)
                .partner(
                        id,
                        "partner: %1$s\nidentity-providers:\n  - id: %1$s-idp\n    metadata: idp.xml\n".formatted(id))
                .file(
                        id + "/idp.xml",
                        "<!-- the\ntenant's -->\n"
                                + TestIdentityProvider.named(entityId).metadata("https://sso.example/sso"));
    }

    private List<String> shared() {
        var read = (FolderReading.Read) ConfigFolder.by(new TestClock(Instant.parse("2026-12-01T00:00:00Z")))
                .read(root);
        assertThat(read.findings()).noneMatch(ConfigFinding::isError);
        return read.findings().stream()
                .filter(f -> f.rule().startsWith("entity-id-"))
                .map(f -> f.file() + ":" + f.line() + " " + f.rule() + " "
                        + f.message().replaceFirst(".*Found: ", ""))
                .toList();
    }
}
