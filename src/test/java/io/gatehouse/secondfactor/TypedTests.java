package io.gatehouse.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.keys.TestKeys;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTests {
    @ParameterizedTest
    @ValueSource(strings = {"123456", " 123 456 ", "123-456", "123\u00a0456", "1 2 3 4 5 6"})
    void readsSixDigitsHoweverGrouped(String input) {
        assertThat(Typed.read(input)).isEqualTo(new Typed.TotpCode("123456"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "1234567",
                "+123456",
                "12345a",
                "1e5",
                "0x1234",
                "１２３４５６",
                "١٢٣٤٥٦",
                "123456\n",
                "123456\u0000",
                "123.456",
                "null"
            })
    void readsNothingElseAsACode(String input) {
        assertThat(Typed.read(input)).isEqualTo(new Typed.Neither());
    }

    @Test
    void readsARecoveryCodeHoweverTyped() {
        var code = RecoveryCode.make(TestKeys.randomness(Clock.systemUTC())).getFirst();
        var right = new Typed.Recovery(code);
        assertThat(code.shown()).matches("([0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}");
        assertThat(Typed.read(code.shown())).isEqualTo(right);
        assertThat(Typed.read(" " + code.shown().toUpperCase(Locale.ROOT) + " "))
                .isEqualTo(right);
        assertThat(Typed.read(code.text().replace('0', 'O').replace('1', 'l'))).isEqualTo(right);
        assertThat(Typed.read(code.text() + "0")).isEqualTo(new Typed.Neither());
        assertThat(Typed.read(code.text().substring(1))).isEqualTo(new Typed.Neither());
    }

    @Test
    void doesNotReadWhatIsTooLong() {
        assertThat(Typed.read("123456" + " ".repeat(100_000))).isEqualTo(new Typed.Neither());
    }

    @Test
    void recoveryCodesAreTenDifferentOnesAndHideThemselves() {
        var codes = RecoveryCode.make(TestKeys.randomness(Clock.systemUTC()));
        assertThat(new HashSet<>(codes)).hasSize(10);
        assertThat(codes.toString() + Typed.read("123456"))
                .doesNotContain(codes.getFirst().text(), "123456");
    }
}
