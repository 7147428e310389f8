package io.gatehouse.identityprovider.connect;

import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Subject;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of those who connect identity providers. Each opens for one partner, once; each change with its event. */
@Service
public class ConnectSessions {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Duration KEPT = Duration.ofDays(1);

    private final ConnectSessionRows rows;
    private final LoginEvents events;
    private final Randomness randomness;
    private final ConnectLimits limits;
    private final Clock clock;

    ConnectSessions(
            ConnectSessionRows rows, LoginEvents events, Randomness randomness, ConnectLimits limits, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.randomness = randomness;
        this.limits = limits;
        this.clock = clock;
    }

    /** A session just opened, and what the browser shows for it: known only now. */
    public record Opened(ConnectSession session, String secret) {
        @Override
        public String toString() {
            return "Opened[" + session.id() + "]";
        }
    }

    /**
     * Opens a session for somebody of the console, who may do what its pages offer for this partner.
     *
     * @param consoleSession theirs there; that this one ends with it is the door's to see to
     */
    @Transactional
    public Opened openFor(PartnerId partner, String actor, UUID consoleSession, Origin origin) {
        return open(partner, actor, consoleSession, origin, "connect-session-opened");
    }

    /** Opens one in the current transaction; the step says by which way. */
    Opened open(PartnerId partner, String actor, @Nullable UUID consoleSession, Origin origin, String step) {
        var now = now();
        var secret = randomness.token();
        var session = new ConnectSession(
                randomness.uuid(), partner, actor, now.plus(limits.sessionLifetime()), consoleSession);
        rows.insert(session, Sha256.of(secret), now);
        tell(session, origin, step);
        return new Opened(session, secret);
    }

    /** The session of this secret, if it lasts. */
    public Optional<ConnectSession> recognise(String secret) {
        return SECRET.matcher(secret).matches() ? rows.find(Sha256.of(secret), now()) : Optional.empty();
    }

    /** Ends a session; false if it had ended. */
    @Transactional
    public boolean end(ConnectSession session, Origin origin) {
        if (!rows.end(session.id(), now())) {
            return false;
        }
        tell(session, origin, "connect-session-ended");
        return true;
    }

    /** Ends whatever this actor has open for the partner, in the current transaction. */
    int endAllOf(String actor, PartnerId partner) {
        return rows.endAllOf(actor, partner, now());
    }

    /** Ends whatever is open for the partner, in the current transaction. */
    int endAllOf(PartnerId partner) {
        return rows.endAllOf(partner, now());
    }

    /** Forgets the sessions that were over a day ago. */
    void purge() {
        rows.purge(now().minus(KEPT));
    }

    private void tell(ConnectSession session, Origin origin, String step) {
        var context = new EventContext(Subject.ofPartner(session.partner().value()), origin);
        var details = Evidence.of("step", step).and("expires_at", session.expiresAt());
        events.append(context.success(Type.ADMINISTRATION, details).by(session.actor()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
