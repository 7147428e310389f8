package io.gatehouse.portal;

import io.gatehouse.audit.EventContext;
import io.gatehouse.reason.Refusal;
import java.net.URI;
import org.springframework.stereotype.Service;

/**
 * The only hand that creates portal sessions. A hand-off commits twice: a row with the exact body before the portal is
 * called, the outcome after; what a crash leaves between the two is settled by a task.
 */
@Service
public class PortalSessions {
    /** Opens the session of this sign-in, or goes on with what an earlier request of the same sign-in left. Must not run in a transaction. */
    public HandOff open(PortalRequest request, EventContext context) {
        throw new UnsupportedOperationException();
    }

    /** Ends a session here and at the portal; ending one that is over already is no failure. */
    public void end(String sid, EventContext context) {
        throw new UnsupportedOperationException();
    }

    /** The portal's origin, if one is configured: {@code scheme://host[:port]}. */
    public java.util.Optional<URI> origin() {
        throw new UnsupportedOperationException();
    }

    /** What came of a hand-off. */
    public sealed interface HandOff {
        /** Open: the browser is to be sent there (303), once. */
        record Opened(String sid, URI location) implements HandOff {}

        /** Refused for good: {@code portal-declined}, {@code portal-conflict}, {@code portal-not-configured}, {@code replayed}. */
        record Refused(Refusal why) implements HandOff {}

        /** {@code portal-unavailable}, or another request of this sign-in is still at it: the person may try again. */
        record TryAgain(Refusal why) implements HandOff {}
    }
}
