package io.gatehouse.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.partner.AuthenticationType;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ConsoleSessionsTests {
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(10));

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final AccountId account = new AccountId(UUID.randomUUID());

    @OnBothDatabases
    void lastWhileTheyAreUsedButNotForEver(TestDatabase db) {
        var sessions = sessions(db);
        var opened = open(sessions, UUID.randomUUID());
        clock.advance(Duration.ofMinutes(29));
        for (int i = 0; i < 19; i++) {
            assertThat(sessions.recognise(opened.token())).as("use " + i).isPresent();
            clock.advance(Duration.ofMinutes(29));
        }
        assertThat(sessions.recognise(opened.token())).isPresent();
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.recognise(opened.token())).as("after ten hours").isEmpty();
    }

    @OnBothDatabases
    void endWhenNobodyUsesThem(TestDatabase db) {
        var sessions = sessions(db);
        var opened = open(sessions, UUID.randomUUID());
        clock.advance(Duration.ofMinutes(30));
        assertThat(sessions.recognise(opened.token())).isEmpty();
        assertThat(sessions.openOf(account)).isEmpty();
    }

    @OnBothDatabases
    void areOpenedOnceByASignIn(TestDatabase db) {
        var sessions = sessions(db);
        var signIn = UUID.randomUUID();
        open(sessions, signIn);
        assertThat(sessions.open(signIn, account, AuthenticationType.SSO, "totp", Origin.INTERNAL))
                .isEmpty();
    }

    @OnBothDatabases
    void endAtOnceForOneOrForAllOfAPerson(TestDatabase db) {
        var sessions = sessions(db);
        var one = open(sessions, UUID.randomUUID());
        var two = open(sessions, UUID.randomUUID());
        assertThat(sessions.openOf(account)).hasSize(2);
        assertThat(sessions.end(one.session())).isTrue();
        assertThat(sessions.end(one.session())).isFalse();
        assertThat(sessions.recognise(one.token())).isEmpty();
        assertThat(sessions.recognise(two.token())).isPresent();
        assertThat(sessions.endAll(account)).isEqualTo(1);
        assertThat(sessions.recognise(two.token())).isEmpty();
    }

    @OnBothDatabases
    void areKeptByTheHashOfTheirToken(TestDatabase db) {
        var sessions = sessions(db);
        var opened = open(sessions, UUID.randomUUID());
        assertThat(opened.toString()).doesNotContain(opened.token());
        assertThat(sessions.recognise(opened.token() + "x")).isEmpty();
        assertThat(sessions.recognise("")).isEmpty();
        assertThat(sessions.recognise(opened.session().id().toString())).isEmpty();
        clock.advance(Duration.ofDays(2));
        sessions.purge();
        assertThat(db.jdbc()
                        .sql("select count(*) from console_session where account = :account")
                        .param("account", account.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @OnBothDatabases
    void endByTheWholeNameAtTheirProviderAndByNoOther(TestDatabase db) {
        var sessions = sessions(db);
        var provider = "i-" + UUID.randomUUID();
        var one = open(sessions, new NamedBy("vendor", provider, "ada", null, "https://idp", null, "s1", "v1"));
        var two = open(sessions, new NamedBy("vendor", provider, "ada", null, null, "https://us", "s2", "v2"));
        open(sessions, UUID.randomUUID());
        var ada = name("vendor", provider, "ada", null, List.of(), null);
        for (var another : List.of(
                name("vendor", provider, "eve", null, List.of(), null),
                name("vendor", provider + "x", "ada", null, List.of(), null),
                name("northwind", provider, "ada", null, List.of(), null),
                name("vendor", provider, "ada", "urn:another-format", List.of(), null),
                name("vendor", provider, "ada", null, List.of("s3"), null),
                name("vendor", provider, "ada", null, List.of("s1"), "v2"))) {
            assertThat(sessions.endNamed(another)).as(another.toString()).isEmpty();
        }
        assertThat(sessions.endNamed(name("vendor", provider, "ada", null, List.of("s2", "s9"), "v2")))
                .containsExactly(two.session());
        assertThat(sessions.recognise(two.token())).isEmpty();
        assertThat(sessions.recognise(one.token()))
                .hasValueSatisfying(found ->
                        assertThat(found.name()).isEqualTo(one.session().name()));
        assertThat(sessions.endNamed(ada))
                .extracting(ConsoleSession::id)
                .containsExactly(one.session().id());
        assertThat(sessions.endNamed(ada)).as("over already").isEmpty();
    }

    private static LogoutName name(
            String partner,
            String provider,
            String nameId,
            @Nullable String format,
            List<String> indexes,
            @Nullable String version) {
        return new LogoutName(
                provider,
                partner,
                "https://idp",
                "https://us",
                nameId,
                format,
                null,
                null,
                indexes,
                version == null ? null : List.of(version));
    }

    private ConsoleSessions.Opened open(ConsoleSessions sessions, NamedBy name) {
        return sessions.open(UUID.randomUUID(), account, AuthenticationType.SSO, "totp", Origin.INTERNAL, name)
                .orElseThrow();
    }

    @Test
    void haveLimitsInTheSettings() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("gatehouse.console.session", SessionLimits.class))
                .isEqualTo(LIMITS);
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of(
                                "gatehouse.console.session.idle", "5m", "gatehouse.console.session.lifetime", "1h")))
                        .bindOrCreate("gatehouse.console.session", SessionLimits.class))
                .isEqualTo(new SessionLimits(Duration.ofMinutes(5), Duration.ofHours(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ofHours(2), Duration.ofHours(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ofHours(1), Duration.ofDays(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private ConsoleSessions.Opened open(ConsoleSessions sessions, UUID signIn) {
        return sessions.open(signIn, account, AuthenticationType.SSO, "totp", Origin.INTERNAL)
                .orElseThrow();
    }

    private ConsoleSessions sessions(TestDatabase db) {
        return new ConsoleSessions(new SessionRows(db.jdbc()), TestKeys.randomness(clock), LIMITS, clock);
    }
}
