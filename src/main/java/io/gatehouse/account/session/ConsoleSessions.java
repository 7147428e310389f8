package io.gatehouse.account.session;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.Origin;
import io.gatehouse.keys.Randomness;
import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.AuthenticationType;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of the console. Whoever calls writes the event, in the same transaction. */
@Service
public class ConsoleSessions {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    // That a session is used matters, each use of it does not: a busy one costs a write a minute.
    private static final Duration USE_NOTED = Duration.ofMinutes(1);

    private final SessionRows rows;
    private final Randomness randomness;
    private final SessionLimits limits;
    private final Clock clock;

    ConsoleSessions(SessionRows rows, Randomness randomness, SessionLimits limits, Clock clock) {
        this.rows = rows;
        this.randomness = randomness;
        this.limits = limits;
        this.clock = clock;
    }

    /** Opens a session in the current transaction; empty if this sign-in opened one before. The token is known only now. */
    @Transactional
    public Optional<Opened> open(
            UUID signIn, AccountId account, AuthenticationType type, String secondFactor, Origin from) {
        return open(signIn, account, type, secondFactor, from, null);
    }

    /** The same of somebody whose identity provider may end it by this name. */
    @Transactional
    public Optional<Opened> open(
            UUID signIn,
            AccountId account,
            AuthenticationType type,
            String secondFactor,
            Origin from,
            @Nullable NamedBy name) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = randomness.token();
        var session = new ConsoleSession(
                randomness.uuid(),
                signIn,
                account,
                type,
                secondFactor,
                from.clientIp(),
                from.userAgent(),
                now,
                now,
                null,
                name);
        return rows.insert(session, Sha256.of(token)) ? Optional.of(new Opened(session, token)) : Optional.empty();
    }

    /** A session just opened, and what the browser shows for it. */
    public record Opened(ConsoleSession session, String token) {
        @Override
        public String toString() {
            return "Opened[" + session.id() + "]";
        }
    }

    /** The session of this token, if it is one that lasts; notes its use. */
    public Optional<ConsoleSession> recognise(String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var session = rows.find(Sha256.of(token)).filter(this::lasts);
        session.filter(s -> s.usedAt().isBefore(now.minus(USE_NOTED))).ifPresent(s -> rows.noteUse(s.id(), now));
        return session;
    }

    /** The sessions that an account has open. */
    public List<ConsoleSession> openOf(AccountId account) {
        var now = clock.instant();
        return rows.openOf(account, now.minus(limits.lifetime()), now.minus(limits.idle()));
    }

    /** Ends a session; false if it had ended. */
    public boolean end(ConsoleSession session) {
        return rows.end(session.id(), clock.instant());
    }

    /** Whether a session that nobody ended came by this version of a connection. */
    public boolean cameBy(String identityProvider, String version) {
        return rows.cameBy(identityProvider, version);
    }

    /** Ends the sessions that an identity provider's logout names, in the caller's transaction; those that were open. */
    public List<ConsoleSession> endNamed(LogoutName name) {
        return rows.named(name).stream().filter(this::lasts).filter(this::end).toList();
    }

    /** Ends all sessions of an account, and says how many. */
    public int endAll(AccountId account) {
        return rows.endAll(account, clock.instant());
    }

    /** Forgets the sessions that cannot last any more. */
    void purge() {
        rows.purge(clock.instant().minus(limits.lifetime()).minus(Duration.ofDays(1)));
    }

    private boolean lasts(ConsoleSession session) {
        var now = clock.instant();
        return session.endedAt() == null
                && now.isBefore(session.usedAt().plus(limits.idle()))
                && now.isBefore(session.startedAt().plus(limits.lifetime()));
    }
}
