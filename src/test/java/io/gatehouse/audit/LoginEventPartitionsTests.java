package io.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gatehouse.reason.Evidence;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoginEventPartitionsTests {
    private final TestDatabase db = TestDatabase.POSTGRESQL;
    private final TestClock clock = new TestClock(Instant.parse("2031-12-31T23:59:59.999Z"));

    @Test
    void leadsEachEventToItsMonthAndTheOthersToTheDefault() {
        partitions(db).makeAhead();
        assertThat(homeOf(append())).isEqualTo("login_event_2031_12");
        clock.set(Instant.parse("2032-01-01T00:00:00Z"));
        assertThat(homeOf(append())).isEqualTo("login_event_2032_01");
        clock.set(Instant.parse("2032-03-31T23:59:59.999Z"));
        assertThat(homeOf(append())).isEqualTo("login_event_2032_03");
        clock.set(Instant.parse("2032-04-01T00:00:00Z"));
        assertThat(homeOf(append())).isEqualTo("login_event_default");
    }

    @Test
    void movesWhatTheDefaultHoldsIntoALateMonth() {
        clock.set(Instant.parse("2033-05-05T00:00:00Z"));
        var event = append();
        assertThat(homeOf(event)).isEqualTo("login_event_default");
        partitions(db).makeAhead();
        assertThat(homeOf(event)).isEqualTo("login_event_2033_05");
        var ofItsPartner =
                new EventFilter(event.subject().partner(), null, null, null, null, null, null, null, null, null);
        assertThat(TestEvents.on(db, clock).search(ofItsPartner, 10).items()).containsExactly(event);
    }

    @Test
    void isMadeOnceWhenManyNodesStartTogether() throws Exception {
        clock.set(Instant.parse("2035-01-01T00:00:00Z"));
        try (var nodes = Executors.newFixedThreadPool(8)) {
            var starts = java.util.stream.IntStream.range(0, 8)
                    .<Future<?>>mapToObj(_ -> nodes.submit(() -> partitions(db).makeAhead()))
                    .toList();
            for (var start : starts) {
                start.get();
            }
        }
        assertThat(homeOf(append())).isEqualTo("login_event_2035_01");
    }

    @Test
    void hasTheMonthOfTheMigrationFromTheFirstEventOn() {
        clock.set(Instant.now());
        assertThat(homeOf(append())).matches("login_event_\\d{4}_\\d{2}");
    }

    @Test
    void findsByPartnerThroughAnIndexOfEachMonth() {
        partitions(db).makeAhead();
        var indexes = db.jdbc()
                .sql("select indexdef from pg_indexes where tablename = 'login_event_2032_01'")
                .query(String.class)
                .list();
        for (var columns :
                List.of("(\"time\", id)", "(partner, \"time\", id)", "(email, \"time\", id)", "(reference)")) {
            assertThat(indexes).anyMatch(index -> index.contains(columns));
        }
    }

    @Test
    void hasNothingToDoOnH2() {
        assertThatCode(() -> partitions(TestDatabase.H2).makeAhead()).doesNotThrowAnyException();
    }

    private LoginEventPartitions partitions(TestDatabase database) {
        return new LoginEventPartitions(database.jdbc(), database.dataSource(), database.transactions(), clock);
    }

    private LoginEvent append() {
        var context = TestEvents.about("p-" + UUID.randomUUID());
        return Objects.requireNonNull(db.transactions()
                .execute(_ -> TestEvents.on(db, clock)
                        .append(context.success(LoginEvent.Type.SIGN_IN_STARTED, Evidence.NONE))));
    }

    private String homeOf(LoginEvent event) {
        return db.jdbc()
                .sql("select tableoid::regclass::text from login_event where id = :id")
                .param("id", event.id())
                .query(String.class)
                .single();
    }
}
