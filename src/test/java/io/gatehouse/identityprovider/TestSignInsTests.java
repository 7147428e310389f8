package io.gatehouse.identityprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.keys.TestKeys;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

@SuppressWarnings("NullAway") // what is null here fails the test by itself
class TestSignInsTests {
    private static final String VERSION = "ab".repeat(32);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final RegistrationId provider =
            new RegistrationId("p-" + UUID.randomUUID().toString().substring(0, 8));

    @OnBothDatabases
    void aLinkWorksOnceAndForItsConnection(TestDatabase db) {
        var tests = tests(db);
        var begun = tests.begin(provider, VERSION, "token:t1");
        assertThat(begun.path()).startsWith("/saml2/authenticate/" + provider + "?test=");
        assertThat(begun.toString()).doesNotContain("test=");
        var token = token(begun);
        assertThat(tests.depart(new RegistrationId("other"), token)).isEmpty();
        assertThat(tests.depart(provider, "guess")).isEmpty();
        var departed = tests.depart(provider, token).orElseThrow();
        assertThat(departed.id()).isEqualTo(begun.id());
        assertThat(departed.version()).isEqualTo(VERSION);
        assertThat(departed.actor()).isEqualTo("token:t1");
        assertThat(tests.depart(provider, token)).isEmpty();
    }

    @OnBothDatabases
    void aLinkLastsHalfAnHour(TestDatabase db) {
        var tests = tests(db);
        var begun = tests.begin(provider, VERSION, "token:t1");
        clock.advance(Duration.ofMinutes(30));
        assertThat(tests.depart(provider, token(begun))).isEmpty();
    }

    @OnBothDatabases
    void keepsOneResultSealed(TestDatabase db) {
        var tests = tests(db);
        var begun = tests.begin(provider, VERSION, "account:1");
        assertThat(tests.finish(begun.id(), true, "ACDEFGHJKM", "{}"))
                .as("nobody departed")
                .isFalse();
        tests.depart(provider, token(begun));
        assertThat(tests.finish(begun.id(), false, "ACDEFGHJKM", "{\"found\":\"anna\"}"))
                .isTrue();
        assertThat(tests.finish(begun.id(), true, "ACDEFGHJKM", "{}")).isFalse();
        var result = tests.find(begun.id()).orElseThrow().result();
        assertThat(result).isNotNull();
        assertThat(result.passed()).isFalse();
        assertThat(result.found()).isEqualTo("{\"found\":\"anna\"}");
        assertThat(tests.latestOf(provider, 5)).extracting(TestSignIn::id).containsExactly(begun.id());
        byte[] kept = db.jdbc()
                .sql("select found from test_sign_in where id = :id")
                .param("id", begun.id())
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("anna");
    }

    @OnBothDatabases
    void refusesAResultBeyondItsBounds(TestDatabase db) {
        var tests = tests(db);
        assertThatThrownBy(() -> tests.finish(UUID.randomUUID(), true, "ACDEFGHJKM", "x".repeat(65_537)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @OnBothDatabases
    void forgetsAfterThreeMonths(TestDatabase db) {
        var tests = tests(db);
        tests.begin(provider, VERSION, "account:1");
        clock.advance(Duration.ofDays(89));
        tests.purge();
        assertThat(tests.latestOf(provider, 5)).hasSize(1);
        clock.advance(Duration.ofDays(2));
        tests.purge();
        assertThat(tests.latestOf(provider, 5)).isEmpty();
    }

    private TestSignIns tests(TestDatabase db) {
        new SigningKeysTests().connection(db, provider);
        return new TestSignIns(db.jdbc(), TestKeys.keys(), TestKeys.randomness(clock), clock);
    }

    private static String token(TestSignIns.Begun begun) {
        return begun.path().replaceFirst(".*test=", "");
    }
}
