package io.gatehouse.console.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import io.gatehouse.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LooseningTests {
    private final TestClock clock = new TestClock(Instant.parse("2027-03-31T23:59:59Z"));

    @Test
    void namesEachExceptionAsPartnerFilesDo() {
        var all = new Exceptions(LocalDate.parse("2027-03-31"), true, true, true, true, true, true);
        assertThat(Loosening.of(all, clock))
                .extracting(Loosening::name)
                .containsExactly(
                        "insecure-sha1-until",
                        "insecure-cbc",
                        "insecure-rsa1_5",
                        "insecure-canonicalization",
                        "insecure-missing-destination",
                        "insecure-long-validity",
                        "insecure-http-endpoints");
        assertThat(Loosening.of(Exceptions.NONE, clock)).isEmpty();
    }

    @Test
    void theLastDayStillCountsAndTheNextDoesNot() {
        var sha1 = new Exceptions(LocalDate.parse("2027-03-31"), false, false, false, false, false, false);
        assertThat(Loosening.of(sha1, clock))
                .containsExactly(new Loosening("insecure-sha1-until", "2027-03-31", false));
        clock.advance(Duration.ofSeconds(1));
        assertThat(Loosening.of(sha1, clock)).containsExactly(new Loosening("insecure-sha1-until", "2027-03-31", true));
    }
}
