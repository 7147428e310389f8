package io.gatehouse.identityprovider.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.MetadataCorpus;
import io.gatehouse.identityprovider.MetadataCorpus.Row;
import io.gatehouse.identityprovider.MetadataCorpus.Said;
import io.gatehouse.testing.TestClock;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real vendors publish, judged as the index beside it says, for what stands on which line. */
class MetadataCorpusTests {
    private final MetadataReader reader = new MetadataReader(new TestClock(MetadataCorpus.CLOCK));

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileAsItsIndexSays(Row row) {
        var reading = reader.read(row.bytes());

        assertThat(reading.verdict().code())
                .as("%s: %s", row.why(), reading.findings())
                .isEqualTo(row.expected());
        row.isWhatWasSaid(reading.findings().stream()
                .map(f -> new Said(
                        f.rule(),
                        f.severity().name().toLowerCase(Locale.ROOT),
                        f.position().line()))
                .toList());
        if (row.accepted()) {
            var metadata = Objects.requireNonNull(reading.metadata());
            assertThat(metadata.entityId()).isIn(row.entityIds());
            assertThat(metadata.signingKeys()).isNotEmpty();
            assertThat(metadata.preferredSignOn()).isPresent();
        } else {
            assertThat(reading.metadata()).isNull();
        }
        if (row.expected().equals("choose")) {
            assertThat(reading.entityIds()).containsExactlyElementsOf(row.entityIds());
        }
    }

    @Test
    void knowsEveryFileByItsIndexAndWhatDecidesOfEachThatIsNotJustAccepted() {
        assertThat(MetadataCorpus.files())
                .containsExactlyInAnyOrderElementsOf(rows().map(Row::file).toList());
        assertThat(rows().filter(row -> !row.expected().equals("accept")))
                .allSatisfy(row -> assertThat(row.deciding()).isNotEmpty());
    }

    static Stream<Row> rows() {
        return MetadataCorpus.rows();
    }
}
