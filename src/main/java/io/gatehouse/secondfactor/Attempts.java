package io.gatehouse.secondfactor;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Wrong codes, of an authenticator, of recovery and of enrolment alike. Whoever tries a code holds the account's row
 * until the commit, so a burst of guesses in parallel gets no more tries than one after another.
 */
@Repository
class Attempts {
    /** This many wrong codes lock, and this many more lock for twice as long. */
    static final int ALLOWED = 5;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How an account stands. */
    record Standing(int failures, @Nullable Instant lockedUntil) {
        /** Until when no code is even looked at, if so. */
        Optional<Instant> lockedAt(Instant now) {
            return Optional.ofNullable(lockedUntil).filter(now::isBefore);
        }

        /** How it stands after one more wrong code. */
        Standing failed(Instant now) {
            int failed = failures + 1;
            if (failed % ALLOWED != 0) {
                return new Standing(failed, lockedUntil);
            }
            int doublings = Math.min(failed / ALLOWED - 1, 6);
            var lock = FIRST.multipliedBy(1L << doublings);
            return new Standing(failed, now.plus(lock.compareTo(LONGEST) < 0 ? lock : LONGEST));
        }
    }

    /** Takes the account's turn: how it stands, and nobody else tries a code of it before this transaction ends. */
    Standing take(AccountId account) {
        return locked(account).orElseGet(() -> {
            begin(account);
            return locked(account).orElseThrow();
        });
    }

    private Optional<Standing> locked(AccountId account) {
        return jdbc.sql("select failures, locked_until from second_factor_lock where account = :account for update")
                .param("account", account.value())
                .query((row, _) -> {
                    var until = row.getObject("locked_until", OffsetDateTime.class);
                    return new Standing(row.getInt("failures"), until == null ? null : until.toInstant());
                })
                .optional();
    }

    private void begin(AccountId account) {
        jdbc.sql("insert into second_factor_lock (account, failures) values (:account, 0) on conflict do nothing")
                .param("account", account.value())
                .update();
    }

    void write(AccountId account, Standing standing) {
        var until = standing.lockedUntil();
        jdbc.sql("update second_factor_lock set failures = :failures, locked_until = :until where account = :account")
                .param("failures", standing.failures())
                .param("until", until == null ? null : until.atOffset(UTC))
                .param("account", account.value())
                .update();
    }

    void reset(AccountId account) {
        jdbc.sql("""
                        update second_factor_lock set failures = 0, locked_until = null
                        where account = :account and failures > 0""").param("account", account.value()).update();
    }
}
