package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {
    @Test
    void lowersTheCaseAndChangesNothingElse() {
        assertThat(EmailAddress.of("Ada.Lovelace+Gate@Northwind.EXAMPLE"))
                .contains(new EmailAddress("ada.lovelace+gate@northwind.example"));
        assertThat(EmailAddress.of("JÖRG@northwind.example")).contains(new EmailAddress("jörg@northwind.example"));
        assertThat(EmailAddress.of("jo\u0308rg@northwind.example"))
                .contains(new EmailAddress("jo\u0308rg@northwind.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@northwind.example",
                "ada@",
                "ada lovelace@northwind.example",
                " ada@northwind.example",
                "ada@northwind.example\n",
                "ada\u0000@northwind.example",
                "ada\u202e@northwind.example",
                "ada\u200b@northwind.example",
                "ada\u00a0@northwind.example",
                "\ud800@northwind.example",
                "\u212aate@northwind.example",
                "ad\u0130@northwind.example",
                "ada@northwind.example.",
                "ada@\uff4eorthwind.example",
                "ada@northwind\u3002example",
                "ada@stra\u00dfe.example"
            })
    void refusesWhatIsNoAddressOrHidesAnother(String text) {
        assertThat(EmailAddress.of(text)).isEmpty();
    }

    @Test
    void takesADomainInEitherOfItsSpellings() {
        assertThat(EmailAddress.of("ada@MÜNCHEN.example")).contains(new EmailAddress("ada@münchen.example"));
        assertThat(EmailAddress.of("ada@xn--mnchen-3ya.example"))
                .contains(new EmailAddress("ada@xn--mnchen-3ya.example"));
    }

    @Test
    void refusesNothingAndTooMuch() {
        assertThat(EmailAddress.of(null)).isEmpty();
        assertThat(EmailAddress.of("a".repeat(243) + "@ab.example")).isPresent();
        assertThat(EmailAddress.of("a".repeat(244) + "@ab.example")).isEmpty();
    }
}
