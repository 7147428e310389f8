package io.gatehouse.account.role;

import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.TestEvents;
import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.util.List;

/** Roles on a database, for tests of every package; the vendor's own partner is {@code operators}. */
public final class TestRoles {
    private TestRoles() {}

    /** The roles. */
    public static Roles on(TestDatabase db, Clock clock) {
        return on(db, clock, new ConsolePartner("operators"));
    }

    static Roles on(TestDatabase db, Clock clock, ConsolePartner vendor) {
        return new Roles(
                new RoleRows(db.jdbc()),
                vendor,
                new ConsoleGroups(List.of("gate-admins"), List.of("gate-auditors")),
                TestEvents.on(db, clock),
                clock);
    }
}
