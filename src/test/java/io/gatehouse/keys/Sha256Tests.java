package io.gatehouse.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Tests {
    // FIPS 180-2, appendix B.1.
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void digestsAsTheStandardDoes() {
        assertThat(Sha256.hex("abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(HexFormat.of().formatHex(Sha256.of("abc"))).isEqualTo(ABC);
    }

    @Test
    void readsTextAsUtf8() {
        assertThat(Sha256.of("Ähm")).isEqualTo(Sha256.of("Ähm".getBytes(UTF_8)));
    }
}
