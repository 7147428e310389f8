package io.gatehouse.identityprovider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.version.ProviderRows;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

class SigningKeysTests {
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final String KEY = "ab".repeat(32);

    private final TestClock clock = new TestClock(START);
    private final RegistrationId id = new RegistrationId("r-" + UUID.randomUUID());

    @OnBothDatabases
    void remembersWhenAKeyLastSignedButWritesOnceAnHour(TestDatabase db) {
        connection(db);
        var keys = new SigningKeys(db.jdbc(), clock);
        keys.sawSigning(id, KEY, clock.instant());

        clock.advance(Duration.ofMinutes(59));
        keys.sawSigning(id, KEY, clock.instant());
        assertThat(keys.of(id)).containsExactly(new SigningKeys.Sighting(KEY, START, START));

        clock.advance(Duration.ofMinutes(1));
        keys.sawSigning(id, KEY, clock.instant());
        assertThat(keys.of(id)).containsExactly(new SigningKeys.Sighting(KEY, START, START.plus(Duration.ofHours(1))));
    }

    @OnBothDatabases
    void neverGoesBackToAnEarlierTime(TestDatabase db) {
        connection(db);
        new SigningKeys(db.jdbc(), clock).sawSigning(id, KEY, START);

        new SigningKeys(db.jdbc(), clock).sawSigning(id, KEY, START.minusSeconds(60));

        assertThat(new SigningKeys(db.jdbc(), clock).of(id))
                .containsExactly(new SigningKeys.Sighting(KEY, START, START));
    }

    @OnBothDatabases
    void knowsAKeyThatNeverSigned(TestDatabase db) {
        connection(db);
        var keys = new SigningKeys(db.jdbc(), clock);

        keys.know(id, KEY, START);

        assertThat(keys.of(id)).containsExactly(new SigningKeys.Sighting(KEY, START, null));
    }

    private void connection(TestDatabase db) {
        connection(db, id);
    }

    /** Makes a connection that rows may refer to. */
    void connection(TestDatabase db, RegistrationId id) {
        var partner = TestPartners.owning();
        db.transactions().executeWithoutResult(tx -> {
            TestPartners.partners(db.jdbc(), TestPartners.version(db.jdbc(), clock))
                    .save(partner);
            new ProviderRows(db.jdbc()).create(id, partner.id(), START);
        });
    }
}
