package io.gatehouse.testing;

import org.assertj.core.api.AbstractAssert;

/** What a test may claim about a portal. */
public final class TestPortalAssert extends AbstractAssert<TestPortalAssert, TestPortal> {
    TestPortalAssert(TestPortal portal) {
        super(portal, TestPortalAssert.class);
    }

    /** Nobody ever got in. */
    public TestPortalAssert openedNoSession() {
        return opened(0);
    }

    /** Exactly one session was ever opened. */
    public TestPortalAssert openedOneSession() {
        return opened(1);
    }

    /** Sessions were opened, but none of them is open now. */
    public TestPortalAssert hasNoOpenSession() {
        if (actual.openedSessions().stream().anyMatch(TestPortal.Session::open)) {
            failWithMessage("expected no open session, but had %s", actual.openedSessions());
        }
        return this;
    }

    /** No call of the session API was against the contract. */
    public TestPortalAssert hasNoComplaint() {
        var complaints = actual.calls().stream()
                .filter(call -> !call.complaint().isEmpty())
                .toList();
        if (!complaints.isEmpty()) {
            failWithMessage("expected calls that keep the contract, but had %s", complaints);
        }
        return this;
    }

    private TestPortalAssert opened(int sessions) {
        if (actual.openedSessions().size() != sessions) {
            failWithMessage("expected %s sessions ever opened, but had %s", sessions, actual.openedSessions());
        }
        return this;
    }
}
