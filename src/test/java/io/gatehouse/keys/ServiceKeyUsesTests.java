package io.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class ServiceKeyUsesTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T00:00:00Z"));
    private final String key = "k-" + UUID.randomUUID();

    @OnBothDatabases
    void showsWhoStillUsesAKeyRightWithinAnHour(TestDatabase db) {
        var uses = new ServiceKeyUses(db.jdbc(), clock);
        var start = clock.instant();
        uses.saw(key, "northwind", start);
        clock.advance(Duration.ofMinutes(59));
        uses.saw(key, "northwind", clock.instant());
        uses.saw(key, "contoso", clock.instant());

        assertThat(uses.of(key, 9))
                .containsExactly(
                        new ServiceKeyUses.Use(key, "contoso", clock.instant()),
                        new ServiceKeyUses.Use(key, "northwind", start));

        clock.advance(Duration.ofMinutes(2));
        uses.saw(key, "northwind", clock.instant());
        assertThat(uses.of(key, 9)).first().isEqualTo(new ServiceKeyUses.Use(key, "northwind", clock.instant()));
    }
}
