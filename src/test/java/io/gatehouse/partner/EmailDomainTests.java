package io.gatehouse.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailDomainTests {
    @Test
    void comparesAllSpellingsAsOne() {
        assertThat(EmailDomain.of("Northwind.EXAMPLE.")).contains("northwind.example");
        assertThat(EmailDomain.of("Bücher.example")).contains("xn--bcher-kva.example");
        assertThat(EmailDomain.of("xn--bcher-kva.example")).contains("xn--bcher-kva.example");
        // Ideographic full stop, which IDNA counts as a dot.
        assertThat(EmailDomain.of("northwind\u3002example")).contains("northwind.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a..b", "-a.example", "a_b.example", "a b", "a@b", "a,b.example"})
    void refusesWhatIsNoDomain(String text) {
        assertThat(EmailDomain.of(text)).isEmpty();
        assertThat(EmailDomain.of("x".repeat(254))).isEmpty();
    }

    @Test
    void findsAnAddressInItsPartnersDomainOnly() {
        var partner = TestPartners.owning("northwind.example");

        assertThat(partner.claims("Ada@Northwind.Example")).isTrue();
        assertThat(partner.claims("ada@sub.northwind.example")).isFalse();
        assertThat(partner.claims("ada@northwind.example@elsewhere.example")).isFalse();
        assertThat(partner.claims("northwind.example")).isFalse();
        assertThat(partner.claims("@northwind.example")).isFalse();
    }

    @Test
    void letsNoPartnerHaveWhatIsNoDomain() {
        assertThatThrownBy(() -> TestPartners.named("p", Set.of("not a domain")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
