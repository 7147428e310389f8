package io.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void servesWithoutACommand() {
        assertThat(Commands.serve()).isTrue();
        assertThat(Commands.serve("serve")).isTrue();
        assertThat(Commands.serve("serve", "--server.port=9090")).isTrue();
        assertThat(Commands.serve("--server.port=9090")).isTrue();
        assertThat(Commands.settings("serve", "--server.port=9090")).containsExactly("--server.port=9090");
    }

    @Test
    void doesNotServeForAnythingElse() {
        for (var args : List.of("--help", "-V", "token", "sevre")) {
            assertThat(Commands.serve(args)).isFalse();
        }
        assertThat(Commands.serve("serve", "--help")).isFalse();
    }

    @Test
    void showsItsCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "token", "Exit codes");
        assertThat(run("token", "create", "--help")).isZero();
        assertThat(out.toString()).contains("--scope", "--expires", "90d");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("gatehouse ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sevre",
                "token create",
                "token create --scope god",
                "token create --scope admin --partner northwind",
                "token create --scope partner-admin",
                "token create --scope partner-admin --partner North_Wind",
                "token create --scope admin --expires soon",
                "token create --scope admin --expires 0d",
                "token create --scope admin --expires -1d",
                "token create --scope admin --surprise"
            })
    void refusesArgumentsItCannotUseWithoutStartingAnything(String args) {
        assertThat(run(args.split(" "))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotBlank();
    }

    private int run(String... args) {
        // The class is none that could be started, so a test that comes so far fails.
        return Commands.line(new CommandContext(Object.class, List.of()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
