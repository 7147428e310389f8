package io.gatehouse.keys.sealing;

import static io.gatehouse.keys.TestKeys.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.keys.Randomness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class SealingKeysTests {
    private final Randomness randomness = new Randomness(Clock.systemUTC());

    @TempDir
    Path folder;

    @Test
    void makesAKeyBesideAnH2DatabaseOnceForItsOwnerOnly() throws Exception {
        var first = of(null, url("var/gatehouse"));
        var file = folder.resolve("var/sealing.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(of(null, url("var/gatehouse")).all().getFirst().id())
                .isEqualTo(first.all().getFirst().id());
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void keepsTheFolderOfAnH2DatabaseForItsOwner() throws Exception {
        assertThat(SealingKeyFile.beside(url("made/gatehouse")).orElseThrow().keepFolder())
                .isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))))
                .isEqualTo("rwx------");
        var shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(SealingKeyFile.beside(url("shared/gatehouse")).orElseThrow().keepFolder())
                .contains(shared);
    }

    @Test
    void makesNoFolderForWhoOnlyReadsWhatIsThere() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton(
                "environment",
                new MockEnvironment()
                        .withProperty("spring.datasource.url", url("nothing/gatehouse") + ";IFEXISTS=TRUE"));
        new DatabaseFolder().postProcessBeanFactory(beans);
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void makesTheFolderBeforeAnythingOpensTheDatabase() throws Exception {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton(
                "environment", new MockEnvironment().withProperty("spring.datasource.url", url("early/gatehouse")));
        new DatabaseFolder().postProcessBeanFactory(beans);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("early"))))
                .isEqualTo("rwx------");
    }

    @Test
    void agreesOnOneKeyWhenManyProcessesStartAtOnce() {
        var ids = ConcurrentHashMap.<Integer>newKeySet();
        try (var starts = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 64; i++) {
                starts.submit(() ->
                        ids.add(of(null, url("var/gatehouse")).all().getFirst().id()));
            }
        }
        assertThat(new HashSet<>(ids)).hasSize(1);
    }

    @Test
    void takesTheSettingBeforeTheFile() {
        assertThat(of(base64(7), url("var/gatehouse")).all().getFirst().id())
                .isEqualTo(SealingKey.ofBase64(base64(7)).id());
        assertThat(folder.resolve("var")).doesNotExist();
    }

    @Test
    void asksForTheSettingOnPostgresql() {
        for (var url : new String[] {"jdbc:postgresql://db/gatehouse", "jdbc:h2:tcp://db/gatehouse", ""}) {
            assertThatThrownBy(() -> of(null, url))
                    .isInstanceOf(SealingKeyUnusable.class)
                    .hasMessageContaining("gatehouse.sealing-key is not set");
        }
        assertThatThrownBy(() -> of(" ", "jdbc:postgresql://db/gatehouse")).isInstanceOf(SealingKeyUnusable.class);
    }

    @Test
    void reportsWhatToDoInsteadOfAStackTrace() {
        var report = new SealingKeyReport().analyze(new SealingKeyUnusable("There is none."));
        assertThat(report.getDescription()).isEqualTo("There is none.");
        assertThat(report.getAction()).contains("openssl rand -base64 32");
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        assertThatThrownBy(() -> of("c2hvcnQ=", ""))
                .hasMessageContaining("256 bits")
                .hasMessageNotContaining("c2hv");
        assertThatThrownBy(() -> of("not base64!", ""))
                .hasMessageContaining("base64")
                .hasMessageNotContaining("not b");
        assertThatThrownBy(() -> of(base64(1) + ",", "")).isInstanceOf(SealingKeyUnusable.class);
        assertThatThrownBy(() -> of(base64(1) + "," + base64(1), "")).hasMessageContaining("twice");
    }

    @Test
    void doesNotPrintKeys() {
        assertThat(new SealingProperties(base64(7)).toString()).doesNotContain(base64(7));
        assertThat(SealingKey.ofBase64(base64(7)).toString()).doesNotContain(base64(7));
    }

    private SealingKeys of(@Nullable String setting, String url) {
        return new SealingKeys(new SealingProperties(setting), url, randomness);
    }

    private String url(String database) {
        return "jdbc:h2:file:" + folder.resolve(database) + ";MODE=PostgreSQL;AUTO_SERVER=TRUE";
    }
}
