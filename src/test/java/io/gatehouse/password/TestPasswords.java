package io.gatehouse.password;

import io.gatehouse.account.Account;
import io.gatehouse.account.TestAccounts;
import io.gatehouse.account.role.Appointment;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.mail.TestMail;
import io.gatehouse.partner.Partner;
import io.gatehouse.password.Passwords.Acceptance;
import io.gatehouse.password.Passwords.Check;
import io.gatehouse.password.Passwords.Who;
import io.gatehouse.testing.TestClock;
import io.gatehouse.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** The passwords of one partner's people on a database. */
final class TestPasswords {
    static final String GOOD = "correct gannet battery";
    static final PasswordProperties CHEAP =
            new PasswordProperties(DataSize.ofMegabytes(8), 1, 1, 4, Duration.ofSeconds(5));

    final TestAccounts people;
    final CloudPasswords stored;
    final PasswordLocks locks;

    private final TestDatabase db;
    private final TestClock clock;

    TestPasswords(TestDatabase db, TestClock clock) {
        this.db = db;
        this.clock = clock;
        this.people = new TestAccounts(db, clock);
        this.stored = new CloudPasswords(db.jdbc(), TestKeys.keys());
        this.locks = new PasswordLocks(db.jdbc());
        db.transactions().executeWithoutResult(_ -> people.partners().save(partner()));
    }

    Partner partner() {
        return people.cloudPartner();
    }

    Passwords passwords() {
        return passwords(CHEAP);
    }

    Passwords passwords(PasswordProperties properties) {
        var hashing = new Hashing(properties);
        var events = TestEvents.on(db, clock);
        return new Passwords(
                new Checks(
                        people.accounts(),
                        people.invitations(),
                        people.roles(),
                        stored,
                        locks,
                        hashing,
                        events,
                        db.transactions(),
                        clock),
                new Choices(
                        people.accounts(),
                        people.invitations(),
                        people.partners(),
                        stored,
                        new PasswordRules(),
                        hashing,
                        TestMail.notConfigured(),
                        events,
                        db.transactions(),
                        clock));
    }

    /** Somebody with the good password. */
    Account somebody(String name) {
        return somebody(name, Appointment.NONE);
    }

    Account somebody(String name, Appointment appointment) {
        return switch (passwords().accept(people.token(name, appointment), GOOD, context())) {
            case Acceptance.Accepted accepted -> accepted.account();
            case Acceptance.NotThis(var why) -> throw new AssertionError(why);
            case Acceptance.Refused(var why) -> throw new AssertionError(why);
        };
    }

    Check check(String name, String password) {
        return passwords().check(partner(), people.email(name), password, Who.EVERYBODY, context());
    }

    /** The reason of a check that went wrong. */
    String reason(String name, String password) {
        return switch (check(name, password)) {
            case Check.Right _ -> "right";
            case Check.Wrong(var why) -> why.reason().code();
        };
    }

    EventContext context() {
        clock.advance(Duration.ofMillis(1)); // so that events have an order
        return people.context();
    }

    List<LoginEvent> events() {
        return people.events();
    }
}
