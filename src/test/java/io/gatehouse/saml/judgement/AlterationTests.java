package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.NOON;
import static io.gatehouse.saml.judgement.Judging.OURS;
import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.Judging.usual;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.judgement.ResponseJudge.Judgement.Refused;
import io.gatehouse.testing.Alteration;
import io.gatehouse.testing.Alterations;
import io.gatehouse.testing.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alteration of a valid sign-in gets its code; nothing of what it says is believed. */
class AlterationTests {
    private static final Path TABLE = Path.of("docs/reference/refused-alterations.md");
    private static final Scene SCENE =
            new Scene(Judging.IDP, Judging.CONSUMER, Judging.ENTITY_ID, Judging.REQUEST, NOON, OURS.certificate());

    @Test
    void theUnalteredSignInIsAccepted() {
        assertThat(code(usual().judge(SCENE.valid()))).isEqualTo("-");
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEachAlterationForItsReason(Alteration alteration) {
        byte[] response = alteration.make().apply(SCENE);
        var judgement = usual().judge(response);
        assertThat(code(judgement))
                .as(judgement.toString())
                .isEqualTo(alteration.reason().code());
        var failed = ((Refused) judgement).why().evidence().values().get("failed");
        assertThat((Collection<?>) failed).first().isEqualTo(alteration.reason().code());
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesEachAlterationQuickly(Alteration alteration) {
        byte[] response = alteration.make().apply(SCENE);
        usual().judge(response);
        long start = System.nanoTime();
        usual().judge(response);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void namesEachAlterationOnce() {
        assertThat(Alterations.all()).extracting(Alteration::name).doesNotHaveDuplicates();
        assertThat(Alterations.all()).hasSizeGreaterThan(100);
    }

    @Test
    void publishesTheTable() throws IOException {
        String table = table(Alterations.all());
        if (Boolean.getBoolean("gatehouse.write-docs")) {
            Files.createDirectories(TABLE.getParent());
            Files.writeString(TABLE, table);
        }
        assertThat(Files.readString(TABLE))
                .as("run the test with -Dgatehouse.write-docs=true to write it")
                .isEqualTo(table);
    }

    static Stream<Alteration> all() {
        return Alterations.all().stream();
    }

    private static String table(List<Alteration> alterations) {
        var text = new StringBuilder("""
                # Alterations that are refused

                Each row is a valid sign-in with one thing wrong. A test makes each of them and sees that it is refused for exactly
                this reason (`AlterationTests`, which also writes this page); another one sends them over HTTP and sees that no
                portal session comes of it.

                The last column is what OpenSAML says of the signatures and the encryption alone: *vouches* where a trusted key
                signed all that it read, so that nothing but a receiver's own checks stands against it, else *refuses*.
                """);
        String family = "";
        for (Alteration alteration : alterations) {
            if (!alteration.family().equals(family)) {
                family = alteration.family();
                text.append("\n## ")
                        .append(family)
                        .append("\n\n| name | what is wrong | reason | OpenSAML |\n| --- | --- | --- | --- |\n");
            }
            text.append("| ")
                    .append(alteration.name())
                    .append(" | ")
                    .append(alteration.what())
                    .append(" | `")
                    .append(alteration.reason().code())
                    .append("` | ")
                    .append(vouches(alteration) ? "vouches" : "refuses")
                    .append(" |\n");
        }
        return text.toString();
    }

    private static boolean vouches(Alteration alteration) {
        return OpenSamlOpinion.asIn(usual()).of(alteration.make().apply(SCENE))
                instanceof OpenSamlOpinion.Opinion.Vouched;
    }
}
