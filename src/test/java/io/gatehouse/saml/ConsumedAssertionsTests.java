package io.gatehouse.saml;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.pending.SamlProperties;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
class ConsumedAssertionsTests {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final String issuer = "https://idp.example/" + UUID.randomUUID();

    @OnBothDatabases
    void acceptsAnAssertionOnce(TestDatabase db) {
        var asserted = asserted(issuer, "_a", request());
        assertThat(consume(db, asserted)).isTrue();
        assertThat(consume(db, asserted)).isFalse();
    }

    @OnBothDatabases
    void acceptsARequestOnceWhateverTheAssertion(TestDatabase db) {
        String request = request();
        assertThat(consume(db, asserted(issuer, "_a", request))).isTrue();
        assertThat(consume(db, asserted(issuer, "_b", request))).isFalse();
        assertThat(consume(db, asserted(issuer, "_a", request()))).isFalse();
    }

    @OnBothDatabases
    void aRefusedCallLeavesNothingBehind(TestDatabase db) {
        String request = request();
        consume(db, asserted(issuer, "_a", request));
        consume(db, asserted(issuer, "_b", request));
        assertThat(consume(db, asserted(issuer, "_b", request()))).isTrue();
    }

    @OnBothDatabases
    void theCallersTransactionGoesOnAfterARefusal(TestDatabase db) {
        var asserted = asserted(issuer, "_a", request());
        consume(db, asserted);
        Integer rows = db.transactions().execute(_ -> {
            assertThat(store(db).consume(asserted)).isFalse();
            return db.jdbc()
                    .sql("select count(*) from saml_consumed_assertion where issuer = :issuer")
                    .param("issuer", issuer)
                    .query(Integer.class)
                    .single();
        });
        assertThat(rows).isEqualTo(1);
    }

    @OnBothDatabases
    void anotherIssuersAssertionOfTheSameIdIsAnotherAssertion(TestDatabase db) {
        assertThat(consume(db, asserted(issuer, "_same", request()))).isTrue();
        assertThat(consume(db, asserted(issuer + "/other", "_same", request()))).isTrue();
    }

    @OnBothDatabases
    void unsolicitedResponsesCountByTheirAssertion(TestDatabase db) {
        assertThat(consume(db, asserted(issuer, "_a", null))).isTrue();
        assertThat(consume(db, asserted(issuer, "_b", null))).isTrue();
        assertThat(consume(db, asserted(issuer, "_a", null))).isFalse();
    }

    @OnBothDatabases
    void longIdsAreToldApart(TestDatabase db) {
        String stem = "_" + "x".repeat(1000);
        assertThat(consume(db, asserted(issuer, stem + "1", request()))).isTrue();
        assertThat(consume(db, asserted(issuer, stem + "2", request()))).isTrue();
        assertThat(consume(db, asserted(issuer, stem + "1", request()))).isFalse();
    }

    @OnBothDatabases
    void ofFiftyAtOnceExactlyOnePasses(TestDatabase db) throws Exception {
        var asserted = asserted(issuer, "_a", request());
        Callable<Boolean> consuming = () -> consume(db, asserted);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int passed = 0;
            for (var outcome :
                    threads.invokeAll(Stream.generate(() -> consuming).limit(50).toList())) {
                passed += outcome.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void forgetsOnlyWhatCouldNotBeAcceptedAnyMore(TestDatabase db) {
        var asserted = asserted(issuer, "_a", request());
        consume(db, asserted);
        clock.advance(Duration.ofMinutes(20));
        store(db).purge();
        assertThat(consume(db, asserted)).isFalse();
        clock.advance(Duration.ofMinutes(1));
        assertThat(store(db).purge()).isPositive();
        assertThat(consume(db, asserted)).isTrue();
    }

    private boolean consume(TestDatabase db, Asserted asserted) {
        return Boolean.TRUE.equals(db.transactions().execute(_ -> store(db).consume(asserted)));
    }

    private ConsumedAssertions store(TestDatabase db) {
        return new ConsumedAssertions(db.jdbc(), clock, new SamlProperties(Duration.ofMinutes(10), 4));
    }

    private static String request() {
        return "_" + UUID.randomUUID();
    }

    private static Asserted asserted(String issuer, String id, String inResponseTo) {
        return new Asserted(
                issuer,
                "anna",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                NOON,
                "_response",
                id,
                inResponseTo,
                "00",
                NOON.plusSeconds(300),
                List.of());
    }
}
