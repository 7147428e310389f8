package io.gatehouse.idpconfig.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTests {
    @Test
    void countsLettersAddedDroppedAndChanged() {
        assertThat(NearestName.between("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.between("", "abc")).isEqualTo(3);
        assertThat(NearestName.between("clockSkew", "clock-skew")).isZero();
    }

    @Test
    void findsTheNearest() {
        assertThat(NearestName.to("clok_skew", List.of("clock-skew", "subject")))
                .contains("clock-skew");
        assertThat(NearestName.to("x", List.of())).isEmpty();
    }
}
