package io.gatehouse.password;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.keys.Sha256;
import io.gatehouse.partner.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Wrong passwords by address, known or not. Whoever tries one holds the address's row until the commit, so a burst of
 * guesses in parallel gets no more tries than one after another.
 */
@Repository
class PasswordLocks {
    /** This many wrong passwords lock, and this many more lock for twice as long. */
    static final int ALLOWED = 5;

    /** After so long without a try all is forgotten. */
    static final Duration MEMORY = Duration.ofDays(1);

    private static final Duration FIRST = Duration.ofMinutes(1);
    // A stranger who keeps guessing keeps the person out; not for longer than this at a time.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final JdbcClient jdbc;

    PasswordLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How an address stands. */
    record Standing(int failures, @Nullable Instant lockedUntil) {
        Optional<Instant> lockedAt(Instant now) {
            return Optional.ofNullable(lockedUntil).filter(now::isBefore);
        }

        /** How it stands after one more wrong password. */
        Standing failed(Instant now) {
            int failed = failures + 1;
            if (failed % ALLOWED != 0) {
                return new Standing(failed, lockedUntil);
            }
            var lock = FIRST.multipliedBy(1L << Math.min(failed / ALLOWED - 1, 6));
            return new Standing(failed, now.plus(lock.compareTo(LONGEST) < 0 ? lock : LONGEST));
        }
    }

    static byte[] address(PartnerId partner, String email) {
        return Sha256.of(partner + " " + email.toLowerCase(Locale.ROOT));
    }

    /** Takes the address's turn: nobody else tries a password of it before this transaction ends. */
    Standing take(byte[] address, Instant now) {
        return locked(address, now).orElseGet(() -> {
            begin(address, now);
            // The purge may have been between the two; then there is nothing to remember.
            return locked(address, now).orElse(new Standing(0, null));
        });
    }

    private void begin(byte[] address, Instant now) {
        jdbc.sql("""
                        insert into password_lock (address_hash, failures, tried_at) values (:address, 0, :now)
                        on conflict do nothing""").param("address", address).param("now", now.atOffset(UTC)).update();
    }

    private Optional<Standing> locked(byte[] address, Instant now) {
        return jdbc.sql("""
                        select failures, locked_until, tried_at from password_lock
                        where address_hash = :address for update""")
                .param("address", address)
                .query((row, _) -> {
                    var until = row.getObject("locked_until", OffsetDateTime.class);
                    var tried = row.getObject("tried_at", OffsetDateTime.class).toInstant();
                    return tried.isBefore(now.minus(MEMORY))
                            ? new Standing(0, null)
                            : new Standing(row.getInt("failures"), until == null ? null : until.toInstant());
                })
                .optional();
    }

    void write(byte[] address, Standing standing, Instant now) {
        var until = standing.lockedUntil();
        jdbc.sql("""
                        update password_lock set failures = :failures, locked_until = :until, tried_at = :now
                        where address_hash = :address""")
                .param("failures", standing.failures())
                .param("until", until == null ? null : until.atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .param("address", address)
                .update();
    }

    boolean forget(byte[] address) {
        return jdbc.sql(
                                "update password_lock set failures = 0, locked_until = null where address_hash = :address and failures > 0")
                        .param("address", address)
                        .update()
                > 0;
    }

    void purge(Instant now) {
        jdbc.sql("delete from password_lock where tried_at < :before")
                .param("before", now.minus(MEMORY).atOffset(UTC))
                .update();
    }
}
