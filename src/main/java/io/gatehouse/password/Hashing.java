package io.gatehouse.password;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id. A hash takes its memory for as long as it takes, so only so many are made at once; whoever waits too long for
 * their turn is told to come again, and a flood of guesses cannot take the whole node.
 */
@Component
class Hashing {
    private static final int SALT = 16;
    private static final int HASH = 32;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore turns;
    private final long patienceMillis;
    private final String nobodys;

    Hashing(PasswordProperties properties) {
        this.argon2 = new Argon2PasswordEncoder(
                SALT,
                HASH,
                properties.parallelism(),
                Math.toIntExact(properties.memory().toKilobytes()),
                properties.iterations());
        this.turns = new Semaphore(properties.concurrentHashes(), true);
        this.patienceMillis = properties.patience().toMillis();
        this.nobodys = argon2.encode("the password of nobody");
    }

    /** The hash of a password, with the settings of now; empty if too many are being made. */
    Optional<String> of(Password password) {
        return inTurn(() -> argon2.encode(password.text()));
    }

    /** Whether this is the hash's password; empty if too many are being made. */
    Optional<Boolean> matches(Password password, String hash) {
        return inTurn(() -> argon2.matches(password.text(), hash));
    }

    /** Takes as long as a comparison and is never right: for whoever has no password, so that nobody can tell by the time. */
    Optional<Boolean> pretend(Password password) {
        return matches(password, nobodys).map(_ -> false);
    }

    /** Whether a hash was made with settings other than those of now. */
    boolean isOutdated(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    private <T> Optional<T> inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            turns.release();
        }
    }
}
