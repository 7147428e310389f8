package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.CommandRun;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, as people start it. */
class TokenCreateJourneyTests {
    @TempDir
    Path folder;

    @Test
    void printsOnlyTheTokenBesideARunningGateway() throws Exception {
        // Holds the file as a gateway does: the command has to come in by the port that this one opens.
        try (var gateway = DriverManager.getConnection(url())) {
            var run = run("token", "create", "--scope", "auditor", "--spring.datasource.url=" + url());
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).matches("gatehouse_[A-Za-z0-9_-]{43}\\R");
            assertThat(run.exit()).isZero();
            try (var rows = gateway.createStatement()
                    .executeQuery(
                            "select e.actor, t.scope from login_event e, api_token t where e.type = 'administration'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("actor")).isEqualTo("cli");
                assertThat(rows.getString("scope")).isEqualTo("auditor");
                assertThat(rows.next()).isFalse();
            }
        }
    }

    @Test
    void makesNoTokenForAPartnerThatIsNot() {
        var run = run(
                "token",
                "create",
                "--scope",
                "partner-admin",
                "--partner",
                "nobody",
                "--spring.datasource.url=" + url());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no partner nobody");
    }

    @Test
    void saysWhatIsWrongInsteadOfAStackTrace() {
        var run = run(
                "token", "create", "--scope", "auditor", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder, Map.of(), arguments);
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("var/gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE";
    }
}
