package io.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
            assertThat(run.code()).isZero();
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
    void makesNoTokenForAPartnerThatIsNot() throws Exception {
        var run = run(
                "token",
                "create",
                "--scope",
                "partner-admin",
                "--partner",
                "nobody",
                "--spring.datasource.url=" + url());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("there is no partner nobody");
    }

    @Test
    void saysWhatIsWrongInsteadOfAStackTrace() throws Exception {
        var run = run(
                "token", "create", "--scope", "auditor", "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }

    private record Run(int code, String out, String err) {}

    private Run run(String... args) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatehouse.Gatehouse"));
        command.addAll(List.of(args));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("var/gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;AUTO_SERVER=TRUE";
    }
}
