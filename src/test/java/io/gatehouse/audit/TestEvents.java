package io.gatehouse.audit;

import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.keys.TestKeys;
import io.gatehouse.testing.TestDatabase;
import java.time.Clock;
import java.util.UUID;

/** Login events, their store and their makings, for tests of every package. */
public final class TestEvents {
    private TestEvents() {}

    /** The store on this database. */
    public static LoginEvents on(TestDatabase db, Clock clock) {
        return new LoginEvents(db.jdbc(), TestKeys.randomness(clock), clock);
    }

    /** Makes references. */
    public static References references() {
        return new References(TestKeys.randomness(Clock.systemUTC()));
    }

    /** About somebody of this partner. */
    public static EventContext about(String partner) {
        return new EventContext(
                new Subject(
                        references().next(),
                        partner,
                        UUID.randomUUID(),
                        "ada@" + partner + ".example",
                        "sso",
                        partner + "-idp"),
                new Origin("192.0.2.7", "Mozilla/5.0", "request-1", "0af7651916cd43dd8448eb211c80319c"));
    }
}
