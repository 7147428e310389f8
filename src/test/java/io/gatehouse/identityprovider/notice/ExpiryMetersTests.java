package io.gatehouse.identityprovider.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.TestDocuments;
import io.gatehouse.identityprovider.lifecycle.TestRefreshedMetadata;
import io.gatehouse.partner.TestPartners;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What whoever scrapes learns of certificates and metadata that end. */
@SuppressWarnings("NullAway") // what is null here fails the test by itself
class ExpiryMetersTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @OnBothDatabases
    void countsWhatEndsByKindAndDays(TestDatabase db) {
        new NoticeTask().expiryMeters(TestDeadlines.of(db.jdbc()), clock).bindTo(registry);
        clock.set(live(db).minus(Duration.ofDays(5)));
        double week = within("signing-key", "7d");
        double day = within("signing-key", "1d");

        live(db);

        assertThat(within("signing-key", "7d")).isEqualTo(week + 1);
        assertThat(within("signing-key", "1d")).isEqualTo(day);
        assertThat(within("signing-key", "90d")).isGreaterThan(week);
        assertThat(within("metadata", "0d")).isNotNegative();
    }

    /** A connection more; when its certificate ends. */
    private Instant live(TestDatabase db) {
        var life = new TestRefreshedMetadata(db, clock, TestPartners.made());
        var id = new RegistrationId("n-" + UUID.randomUUID());
        life.stages(id, TestDocuments.bytes("keycloak-master-realm.xml"));
        life.activates(id);
        return life.seen(id)
                .latest()
                .orElseThrow()
                .version()
                .metadata()
                .signingKeys()
                .getFirst()
                .certificate()
                .getNotAfter()
                .toInstant();
    }

    private double within(String kind, String days) {
        var name = "gatehouse_identityprovider_ending{kind=\"" + kind + "\",within=\"" + days + "\"} ";
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }
}
