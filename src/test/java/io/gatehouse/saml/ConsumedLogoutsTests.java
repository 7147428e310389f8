package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.Asserted.NameIdentifier;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

class ConsumedLogoutsTests {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final String id = "_" + UUID.randomUUID();

    @OnBothDatabases
    void honoursARequestOnce(TestDatabase db) {
        var consumed = new ConsumedLogouts(db.jdbc(), clock);
        assertThat(consumed.consume(logout("https://idp.example", id))).isTrue();
        assertThat(consumed.consume(logout("https://idp.example", id))).isFalse();
        assertThat(consumed.consume(logout("https://other.example", id))).isTrue();
        assertThat(consumed.consume(logout("https://idp.example", id + "x"))).isTrue();
    }

    @OnBothDatabases
    void takesNamesOfAnyLength(TestDatabase db) {
        var consumed = new ConsumedLogouts(db.jdbc(), clock);
        var issuer = "https://idp.example/" + "i".repeat(900);
        assertThat(consumed.consume(logout(issuer, id + "r".repeat(200)))).isTrue();
        assertThat(consumed.consume(logout(issuer, id + "r".repeat(200)))).isFalse();
    }

    @OnBothDatabases
    void remembersAsLongAsAReplayCouldPass(TestDatabase db) {
        var consumed = new ConsumedLogouts(db.jdbc(), clock);
        consumed.consume(logout("https://idp.example", id));
        clock.advance(Duration.ofMinutes(15));
        consumed.purge();
        assertThat(consumed.consume(logout("https://idp.example", id))).isFalse();
        clock.advance(Duration.ofMinutes(2));
        assertThat(consumed.purge()).isPositive();
        assertThat(consumed.consume(logout("https://idp.example", id))).isTrue();
    }

    private static LogoutAsked logout(String issuer, String id) {
        return new LogoutAsked(
                issuer,
                "https://gate.example",
                id,
                new NameIdentifier("anna", null, null, null),
                List.of(),
                "f",
                NOON.plus(Duration.ofMinutes(6)),
                List.of());
    }
}
