package io.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.Accounts.Resolution;
import io.gatehouse.reason.Reason;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several first sign-ins at the same moment, as on several nodes. */
class FirstSignInRaceTests {
    private static final int AT_ONCE = 12;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void onePersonInvitedBecomesOneAccount(TestDatabase db) throws Exception {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        var all = atOnce(_ -> people.resolve(people.identity("s1", people.email("ada")), false));
        assertThat(accounts(all)).hasSize(AT_ONCE);
        assertThat(accounts(all).stream().distinct()).hasSize(1);
        assertThat(people.count()).isEqualTo(1);
        assertThat(people.events().stream()
                        .filter(event ->
                                "accepted".equals(event.details().values().get("step"))))
                .hasSize(1);
    }

    @OnBothDatabases
    void onePersonJustInTimeBecomesOneAccount(TestDatabase db) throws Exception {
        var people = new TestAccounts(db, clock);
        var all = atOnce(_ -> people.resolve(people.identity("s1", people.email("ada")), true));
        assertThat(accounts(all)).hasSize(AT_ONCE);
        assertThat(accounts(all).stream().distinct()).hasSize(1);
        assertThat(people.count()).isEqualTo(1);
    }

    @OnBothDatabases
    void onePersonUnderSeveralAddressesBecomesOneAccount(TestDatabase db) throws Exception {
        var people = new TestAccounts(db, clock);
        var all = atOnce(i -> people.resolve(people.identity("s1", people.email("ada" + i)), true));
        assertThat(accounts(all)).hasSize(AT_ONCE);
        assertThat(accounts(all).stream().distinct()).hasSize(1);
        assertThat(people.count()).isEqualTo(1);
    }

    @OnBothDatabases
    void oneInvitationLetsOneSubjectIn(TestDatabase db) throws Exception {
        var people = new TestAccounts(db, clock);
        people.invite("ada");
        var all = atOnce(i -> people.resolve(people.identity("s" + i, people.email("ada")), false));
        assertThat(accounts(all)).hasSize(1);
        assertThat(all.stream().filter(Resolution.Refused.class::isInstance))
                .allSatisfy(refused -> assertThat(
                                ((Resolution.Refused) refused).why().reason())
                        .isEqualTo(Reason.ACCOUNT_NOT_INVITED));
        assertThat(people.count()).isEqualTo(1);
    }

    private static List<AccountId> accounts(List<Resolution> all) {
        return all.stream()
                .filter(Resolution.Known.class::isInstance)
                .map(known -> ((Resolution.Known) known).account().id())
                .toList();
    }

    private static List<Resolution> atOnce(IntFunction<Resolution> signIn) throws Exception {
        var start = new CyclicBarrier(AT_ONCE);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = new ArrayList<Future<Resolution>>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                futures.add(threads.submit((Callable<Resolution>) () -> {
                    start.await();
                    return signIn.apply(number);
                }));
            }
            var all = new ArrayList<Resolution>();
            for (var future : futures) {
                all.add(future.get());
            }
            return all;
        }
    }
}
