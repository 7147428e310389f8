package io.gatehouse.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.SecondFactorPolicy;
import io.gatehouse.password.Passwords.Shortcoming;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {
    private final PasswordRules rules = new PasswordRules();

    @Test
    void wantEightCharactersWithASecondFactorAndFifteenWithout() {
        var alone = partner(new SecondFactorPolicy(SecondFactorPolicy.Rule.OPTIONAL, List.of(), Duration.ofHours(8)));
        var both = partner(SecondFactorPolicy.REQUIRED);
        assertThat(judge("xq7Rwpk", both)).contains(Shortcoming.TOO_SHORT);
        assertThat(judge("xq7Rwpkz", both)).isEmpty();
        assertThat(judge("xq7Rwpkzxq7Rwp", alone)).contains(Shortcoming.TOO_SHORT);
        assertThat(judge("xq7Rwpkz vbn 4h", alone)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "password1",
                "P@ssw0rd",
                "qwertyuiop",
                "12345678",
                "aaaaaaaaaaaaaaa",
                "northwind2026",
                "adalovelace",
                "Lovelace1",
                "ada.lovelace@northwind.example",
                "gatehouse1",
                "NorthwindTraders"
            })
    void refuseWhatIsTriedFirst(String password) {
        assertThat(judge(password, partner(SecondFactorPolicy.REQUIRED))).contains(Shortcoming.TOO_COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct gannet battery",
                "tulpen im regen am fjord",
                "только длинная фраза",
                "正しい馬の電池とホチキス",
                "  leading and trailing  ",
                "😀😃😄😁😆😅🤣😂 smile",
                "vxqjzkpw"
            })
    void takeAnythingElseWhateverItsCharacters(String password) {
        assertThat(judge(password, partner(SecondFactorPolicy.REQUIRED))).isEmpty();
    }

    @Test
    void lookAtAVeryLongOneQuickly() {
        long start = System.nanoTime();
        assertThat(judge("abcdefgh".repeat(32), partner(SecondFactorPolicy.REQUIRED)))
                .isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(Password.of("ä".repeat(256))).isPresent();
        assertThat(Password.of("ä".repeat(257))).isEmpty();
        assertThat(Password.of("x").orElseThrow().toString()).doesNotContain("x");
    }

    private java.util.Optional<Shortcoming> judge(String password, Partner partner) {
        return rules.judge(Password.of(password).orElseThrow(), "ada.lovelace@northwind.example", partner);
    }

    private static Partner partner(SecondFactorPolicy policy) {
        return new Partner(
                new PartnerId("northwind"),
                "Northwind Traders",
                Set.of("northwind.example"),
                Set.of(AuthenticationType.CLOUD),
                false,
                null,
                policy,
                null);
    }
}
