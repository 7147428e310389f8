package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.CommandRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as processes of their own, on a database of their own. */
class KeysCommandJourneyTests {
    @TempDir
    Path folder;

    @Test
    void sealsEverythingAnew() {
        var run = CommandRun.of(folder, Map.of(), "keys", "rotate", "sealing");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .containsExactlyInAnyOrder(
                        "key pairs: 0 sealed anew",
                        "password hashes: 0 sealed anew",
                        "authenticator secrets: 0 sealed anew");
    }

    @Test
    void saysThatThereIsNoKeyToFollowYet() {
        var run = CommandRun.of(folder, Map.of(), "keys", "rotate", "signing");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no such key yet").doesNotContain("\tat ");
    }
}
