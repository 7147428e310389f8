package io.gatehouse.password;

import static io.gatehouse.password.TestPasswords.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.account.role.Appointment;
import io.gatehouse.account.role.Role;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.password.Passwords.Acceptance;
import io.gatehouse.password.Passwords.Shortcoming;
import io.gatehouse.testing.OnBothDatabases;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

class ChoicesTests {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @OnBothDatabases
    void anInvitationsLinkMakesAnAccountWithAPasswordOnce(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var token = test.people.token("ada");
        var accepted = test.passwords().accept(token, GOOD, test.context());
        assertThat(accepted)
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        a -> assertThat(a.account().email()).isEqualTo(test.people.email("ada")));
        assertThat(test.events())
                .extracting(LoginEvent::type)
                .contains(LoginEvent.Type.PASSWORD, LoginEvent.Type.INVITATION);
        assertThat(reason(test.passwords().accept(token, GOOD, test.context()))).isEqualTo("invitation-expired");
    }

    @OnBothDatabases
    void aPasswordThatWillNotDoLeavesTheLinkGood(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var token = test.people.token("ada");
        assertThat(test.passwords().accept(token, "short", test.context()))
                .isEqualTo(new Acceptance.NotThis(Shortcoming.TOO_SHORT));
        assertThat(test.passwords().accept(token, "x".repeat(300), test.context()))
                .isEqualTo(new Acceptance.NotThis(Shortcoming.TOO_LONG));
        assertThat(test.passwords().accept(token, "password1", test.context()))
                .isEqualTo(new Acceptance.NotThis(Shortcoming.TOO_COMMON));
        assertThat(test.passwords().accept(token, GOOD, test.context())).isInstanceOf(Acceptance.Accepted.class);
    }

    @OnBothDatabases
    void aLinkThatIsOverOrNoneOpensNothing(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var token = test.people.token("ada");
        var newer = test.people.token("ada");
        assertThat(reason(test.passwords().accept(token, GOOD, test.context()))).isEqualTo("invitation-expired");
        clock.advance(Duration.ofDays(7));
        assertThat(reason(test.passwords().accept(newer, GOOD, test.context()))).isEqualTo("invitation-expired");
        assertThat(reason(test.passwords().accept("nonsense", GOOD, test.context())))
                .isEqualTo("invitation-expired");
        assertThat(test.people.count()).isZero();
    }

    @OnBothDatabases
    void aSuspendedPersonDoesNotComeBackByALink(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.people.suspend(test.somebody("ada"));
        assertThat(reason(test.passwords().accept(test.people.token("ada"), GOOD, test.context())))
                .isEqualTo("invitation-expired");
    }

    @OnBothDatabases
    void anInvitationAppointsWhoeverAcceptsIt(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var account = test.somebody("ada", Appointment.to(Role.PARTNER_ADMIN));
        assertThat(test.people.roles().granted(account)).containsExactly(Role.PARTNER_ADMIN);
        assertThat(test.events())
                .filteredOn(e -> e.type() == LoginEvent.Type.ADMINISTRATION)
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.actor()).isEqualTo("cli");
                    assertThat(e.details().values())
                            .containsEntry("step", "role-granted")
                            .containsEntry("role", "partner-admin");
                });
    }

    @OnBothDatabases
    void aPasswordThatSomebodyHasStaysWhenTheyAreInvitedAgain(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        var account = test.somebody("ada");
        var token = test.people.token("ada", Appointment.to(Role.PARTNER_ADMIN));
        assertThat(test.passwords().accept(token, "another gannet battery", test.context()))
                .isEqualTo(new Acceptance.Accepted(account, false));
        assertThat(test.reason("ada", GOOD)).isEqualTo("right");
        assertThat(test.reason("ada", "another gannet battery")).isEqualTo("credentials-wrong");
        assertThat(test.people.roles().granted(account)).containsExactly(Role.PARTNER_ADMIN);
        assertThat(test.events())
                .filteredOn(e -> e.type() == LoginEvent.Type.PASSWORD)
                .hasSize(1);
    }

    @OnBothDatabases
    void aNewPasswordTakesTheOldOnesPlaceOnceAnAdministratorAskedForIt(TestDatabase db) {
        var test = new TestPasswords(db, clock);
        test.somebody("ada");
        var token = test.people.token("ada", Appointment.NONE.withNewPassword());
        assertThat(test.passwords().accept(token, "short", test.context()))
                .isEqualTo(new Acceptance.NotThis(Shortcoming.TOO_SHORT));
        assertThat(test.passwords().accept(token, "another gannet battery", test.context()))
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class, a -> assertThat(a.chosen()).isTrue());
        assertThat(test.reason("ada", "another gannet battery")).isEqualTo("right");
        assertThat(test.reason("ada", GOOD)).isEqualTo("credentials-wrong");
    }

    @OnBothDatabases
    void aLinkOpenedTwiceAtOnceIsAcceptedOnce(TestDatabase db) throws Exception {
        var test = new TestPasswords(db, clock);
        var token = test.people.token("ada");
        var passwords = test.passwords();
        var together = new CyclicBarrier(4);
        var tries = new ArrayList<Callable<Acceptance>>();
        for (int i = 0; i < 4; i++) {
            tries.add(() -> {
                together.await();
                return passwords.accept(token, GOOD, test.context());
            });
        }
        try (var pool = Executors.newFixedThreadPool(4)) {
            int accepted = 0;
            for (var answer : pool.invokeAll(tries)) {
                accepted += answer.get() instanceof Acceptance.Accepted ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
        assertThat(test.people.count()).isEqualTo(1);
    }

    private static String reason(Acceptance acceptance) {
        return acceptance instanceof Acceptance.Refused(var why) ? why.reason().code() : acceptance.toString();
    }
}
