package io.gatehouse.password;

import static io.gatehouse.password.TestPasswords.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.audit.LoginEvent;
import io.gatehouse.password.Passwords.Check;
import io.gatehouse.password.Passwords.Who;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.springframework.util.unit.DataSize;

class ChecksTests {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);

    @OnBothDatabases
    void letsInWhoKnowsThePassword(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var ada = test.somebody("ada");
        assertThat(test.check("ADA", GOOD)).isEqualTo(new Check.Right(ada));
        assertThat(test.events().getFirst()).satisfies(event -> {
            assertThat(event.type()).isEqualTo(LoginEvent.Type.FIRST_FACTOR);
            assertThat(event.outcome()).isEqualTo(LoginEvent.Outcome.SUCCESS);
            assertThat(event.subject().account()).isEqualTo(ada.id().value());
        });
        assertThat(test.events().toString()).doesNotContain(GOOD);
    }

    @OnBothDatabases
    void takesTheSameLettersFromAnotherKeyboard(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var composed = "Grüße aus Zürich, ihr Möwen";
        assertThat(test.passwords().accept(test.people.token("ada"), composed, test.context()))
                .isInstanceOf(Passwords.Acceptance.Accepted.class);
        var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(composed);
        assertThat(test.reason("ada", decomposed)).isEqualTo("right");
        assertThat(test.reason("ada", composed.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo("credentials-wrong");
    }

    @OnBothDatabases
    void tellsOnlyTheEventWhoIsThere(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.people.suspend(test.somebody("suspended"));
        test.people.ada();
        test.people.token("invited");
        assertThat(test.reason("suspended", GOOD)).isEqualTo("account-suspended");
        assertThat(test.reason("suspended", "wrong")).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", GOOD)).isEqualTo("credentials-wrong");
        assertThat(test.reason("invited", GOOD)).isEqualTo("invitation-pending");
        assertThat(test.reason("nobody", GOOD)).isEqualTo("credentials-wrong");
        assertThat(test.events().stream()
                        .filter(e -> e.outcome() == LoginEvent.Outcome.FAILURE)
                        .map(e -> e.details().values().get("got")))
                .contains("an address that nobody has", "an account without a password here", "a wrong password");
        assertThat(test.check("nobody", GOOD))
                .isInstanceOfSatisfying(
                        Check.Wrong.class,
                        wrong -> assertThat(wrong.why().reason().tellable()).isFalse());
    }

    @OnBothDatabases
    void locksAnAddressAfterFiveWhetherAnybodyHasItOrNot(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        for (var name : List.of("ada", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(test.reason(name, "wrong")).isEqualTo("credentials-wrong");
            }
            assertThat(test.reason(name, GOOD)).isEqualTo("account-locked");
        }
        clock.advance(Duration.ofSeconds(59));
        assertThat(test.reason("ada", GOOD)).isEqualTo("account-locked");
        clock.advance(Duration.ofSeconds(1));
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
        assertThat(test.reason("ada", "wrong")).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", GOOD)).as("one wrong after a right one").isEqualTo("right");
    }

    @OnBothDatabases
    void locksForLongerEachTimeButNeverForMoreThanAQuarterOfAnHour(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        for (int minutes : new int[] {1, 2, 4, 8, 15, 15}) {
            for (int i = 0; i < 5; i++) {
                assertThat(test.reason("ada", "wrong")).isEqualTo("credentials-wrong");
            }
            clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(test.reason("ada", GOOD)).as(minutes + " minutes").isEqualTo("account-locked");
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
    }

    @OnBothDatabases
    void guessesAtOnceGetNoMoreTriesThanOneByOne(TestDatabase db) throws Exception {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        var passwords = test.passwords();
        var together = new CyclicBarrier(12);
        var guesses = new ArrayList<Callable<String>>();
        for (int i = 0; i < 12; i++) {
            guesses.add(() -> {
                together.await();
                return switch (passwords.check(
                        test.partner(), test.people.email("ada"), "wrong", Who.EVERYBODY, test.context())) {
                    case Check.Right _ -> "right";
                    case Check.Wrong(var why) -> why.reason().code();
                };
            });
        }
        try (var pool = Executors.newFixedThreadPool(12)) {
            var answers = new ArrayList<String>();
            for (var answer : pool.invokeAll(guesses)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn("credentials-wrong"::equals).hasSize(5);
            assertThat(answers).filteredOn("account-locked"::equals).hasSize(7);
        }
    }

    @OnBothDatabases
    void anAdministratorForgetsTheWrongPasswords(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var ada = test.somebody("ada");
        for (int i = 0; i < 5; i++) {
            test.reason("ada", "wrong");
        }
        assertThat(db.transactions().<Boolean>execute(_ -> test.passwords().unlock(ada, "account:x", test.context())))
                .isTrue();
        assertThat(test.events().getFirst().actor()).isEqualTo("account:x");
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
        assertThat(db.transactions().<Boolean>execute(_ -> test.passwords().unlock(ada, "account:x", test.context())))
                .isFalse();
    }

    @OnBothDatabases
    void anotherAccountsHashOpensNothing(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var ada = test.somebody("ada");
        var eve = test.somebody("eve");
        db.jdbc()
                .sql(
                        "update cloud_password set hash = (select hash from cloud_password where account = :eve) where account = :ada")
                .param("eve", eve.id().value())
                .param("ada", ada.id().value())
                .update();
        assertThat(test.reason("ada", GOOD)).isEqualTo("credentials-wrong");
    }

    @OnBothDatabases
    void aPlainHashThatSomebodyWroteOpensNothing(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var ada = test.somebody("ada");
        test.stored.write(ada.id(), "{noop}" + GOOD, NOON);
        assertThat(test.reason("ada", GOOD)).isEqualTo("credentials-wrong");
        test.stored.write(ada.id(), GOOD, NOON);
        assertThat(test.reason("ada", GOOD)).isEqualTo("credentials-wrong");
    }

    @OnBothDatabases
    void makesAHashAnewThatWasMadeWithOtherSettings(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var ada = test.somebody("ada");
        var before = test.stored.hash(ada.id()).orElseThrow();
        assertThat(before).startsWith("$argon2id$v=19$m=8192,t=1,p=1$");
        var dearer = new PasswordProperties(DataSize.ofMegabytes(9), 1, 1, 4, Duration.ofSeconds(5));
        assertThat(test.passwords(dearer).check(test.partner(), ada.email(), GOOD, Who.EVERYBODY, test.context()))
                .isInstanceOf(Check.Right.class);
        assertThat(test.stored.hash(ada.id()).orElseThrow()).startsWith("$argon2id$v=19$m=9216,t=1,p=1$");
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
    }

    @OnBothDatabases
    void onlyABreakGlassAdministratorsPasswordBreaksTheGlass(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        assertThat(test.passwords()
                        .check(test.partner(), test.people.email("ada"), GOOD, Who.BREAK_GLASS, test.context()))
                .isInstanceOfSatisfying(
                        Check.Wrong.class,
                        wrong -> assertThat(wrong.why().reason().code()).isEqualTo("credentials-wrong"));
        assertThat(test.events().getFirst().details().values())
                .containsEntry("got", "an account that is not for breaking the glass");
    }

    @OnBothDatabases
    void aMegabyteIsNoPassword(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        assertThat(test.reason("ada", "x".repeat(1 << 20))).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", "")).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", "\0" + GOOD)).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", GOOD + "\0")).isEqualTo("credentials-wrong");
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
    }

    @OnBothDatabases
    void whenTooManyAreCheckedAtOnceSomeAreToldToComeAgain(TestDatabase db) throws Exception {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        var narrow = test.passwords(new PasswordProperties(DataSize.ofMegabytes(64), 4, 1, 1, Duration.ZERO));
        var together = new CyclicBarrier(6);
        var guesses = new ArrayList<Callable<Check>>();
        for (int i = 0; i < 6; i++) {
            guesses.add(() -> {
                together.await();
                return narrow.check(test.partner(), test.people.email("ada"), GOOD, Who.EVERYBODY, test.context());
            });
        }
        try (var pool = Executors.newFixedThreadPool(6)) {
            var answers = new ArrayList<String>();
            for (var answer : pool.invokeAll(guesses)) {
                answers.add(
                        answer.get() instanceof Check.Wrong(var why)
                                ? why.reason().code()
                                : "right");
            }
            assertThat(answers).contains("right", "unavailable").containsOnly("right", "unavailable");
        }
    }

    @OnBothDatabases
    void takesAsLongForNobodyAsForSomebody(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.people.suspend(test.somebody("suspended"));
        test.somebody("known");
        test.people.ada();
        var names = List.of("known", "nobody", "ada", "suspended");
        var passwords =
                test.passwords(new PasswordProperties(DataSize.ofMegabytes(19), 2, 1, 4, Duration.ofSeconds(5)));
        // The same settings for everybody, as after their next sign-in.
        passwords.check(test.partner(), test.people.email("known"), GOOD, Who.EVERYBODY, test.context());
        var hash = test.stored.hash(test.people
                .accounts()
                .find(test.partner().id(), test.people.email("known"))
                .orElseThrow()
                .id());
        test.stored.write(
                test.people
                        .accounts()
                        .find(test.partner().id(), test.people.email("suspended"))
                        .orElseThrow()
                        .id(),
                hash.orElseThrow(),
                NOON);
        var took = new ArrayList<List<Long>>();
        names.forEach(_ -> took.add(new ArrayList<>()));
        for (int round = 0; round < 15; round++) {
            for (int i = 0; i < names.size(); i++) {
                clock.advance(Duration.ofMinutes(16));
                long start = System.nanoTime();
                passwords.check(
                        test.partner(), test.people.email(names.get(i)), "wrong", Who.EVERYBODY, test.context());
                took.get(i).add(System.nanoTime() - start);
            }
        }
        var medians =
                took.stream().map(all -> all.stream().sorted().toList().get(7)).toList();
        System.out.println("median of a refused check, ms: " + names + " "
                + medians.stream().map(n -> n / 1e6).toList());
        for (var median : medians) {
            assertThat((double) median / medians.getFirst()).isBetween(0.6, 1.67);
        }
    }
}
