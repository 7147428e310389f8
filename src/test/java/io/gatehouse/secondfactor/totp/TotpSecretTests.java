package io.gatehouse.secondfactor.totp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTests {
    private static final TotpSecret RFC = new TotpSecret("12345678901234567890".getBytes(US_ASCII));

    // The step of this secret whose code is 000000 (found by search, checked with another implementation).
    private static final long ZEROS = 59_995_833;

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void generatesTheCodesOfRfc6238(long seconds, String code) {
        assertThat(RFC.code(TotpSecret.stepAt(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void acceptsZerosWhenTheyAreTheCode() {
        assertThat(RFC.code(ZEROS)).isEqualTo("000000");
        assertThat(RFC.match("000000", ZEROS, _ -> true)).hasValue(ZEROS);
        assertThat(RFC.match("000000", ZEROS + 2, _ -> true)).isEmpty();
    }

    @Test
    void acceptsOneStepToEitherSideAndNoMore() {
        long now = 1000;
        for (long step = now - 30; step <= now + 30; step++) {
            var match = RFC.match(RFC.code(step), now, _ -> true);
            if (Math.abs(step - now) <= 1) {
                assertThat(match).hasValue(step);
            } else {
                assertThat(match).isEmpty();
            }
        }
    }

    @Test
    void findsDriftWithinTenMinutesAndNoFurther() {
        long now = 1000;
        assertThat(RFC.matchDrifting(RFC.code(now + 20), now)).hasValue(now + 20);
        assertThat(RFC.matchDrifting(RFC.code(now - 20), now)).hasValue(now - 20);
        assertThat(RFC.matchDrifting(RFC.code(now + 21), now)).isEmpty();
        assertThat(RFC.matchDrifting(RFC.code(now), now)).isEmpty();
    }

    @Test
    void isBase32WithoutPaddingAndHidesItself() {
        assertThat(RFC.base32()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(RFC).hasToString("TotpSecret[…]");
    }
}
