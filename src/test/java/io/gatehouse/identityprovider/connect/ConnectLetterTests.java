package io.gatehouse.identityprovider.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.partner.TestPartners;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ConnectLetterTests {
    @Test
    void saysForWhomTheLinkIsAndHowLongItIsGood() {
        var partner = TestPartners.made();
        var letter = ConnectLetter.of(
                partner,
                "ada@northwind.example",
                "https://gate.example/connect/secret",
                Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(letter.to()).isEqualTo("ada@northwind.example");
        assertThat(letter.text())
                .contains("https://gate.example/connect/secret")
                .contains(partner.name())
                .contains("30 November 2026 12:00 UTC");
    }
}
