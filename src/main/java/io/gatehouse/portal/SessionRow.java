package io.gatehouse.portal;

import io.gatehouse.account.AccountId;
import io.gatehouse.audit.LoginEvent.Subject;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hand-off as it is kept.
 *
 * @param attempt counts the requests that called the portal for it; an outcome is written by the latest only
 * @param body what was sent, to the byte; gone once no retry can need it
 */
record SessionRow(
        UUID signIn,
        UUID sid,
        UUID jti,
        UUID account,
        Subject subject,
        State state,
        int attempt,
        Instant createdAt,
        Instant attemptAt,
        @Nullable String body) {
    enum State {
        /** Being opened, or left so by a crash. */
        OPENING,
        OPEN,
        DECLINED,
        /** The portal answered against the contract. */
        CONFLICT,
        /** All tries failed; the person may try again for a while. */
        UNAVAILABLE,
        /** Given up; the portal is being told. */
        SETTLING,
        SETTLED,
        /** Over here; the portal is being told. */
        ENDING,
        ENDED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    SessionRow attemptedAgain(Instant now) {
        return new SessionRow(signIn, sid, jti, account, subject, State.OPENING, attempt + 1, createdAt, now, body);
    }

    SessionRow in(State other) {
        return new SessionRow(signIn, sid, jti, account, subject, other, attempt, createdAt, attemptAt, body);
    }

    PortalSession asSeen() {
        boolean opening = state == State.OPENING || state == State.UNAVAILABLE;
        return new PortalSession(sid.toString(), new AccountId(account), subject, state == State.OPEN, opening);
    }
}
