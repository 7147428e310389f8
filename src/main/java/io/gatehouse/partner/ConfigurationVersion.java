package io.gatehouse.partner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A counter in the database that advances with every change to a partner or an identity provider. Caches keyed by it are
 * right on every node within a second.
 */
@Repository
public class ConfigurationVersion {
    /** How long a node may go without asking the database (docs: a provider's state is never older than a second). */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    ConfigurationVersion(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The counter, at most one second old. Within a transaction that advanced it, the transaction's own value, so that who
     * changes configuration reads what they wrote.
     */
    public long current() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return read();
        }
        var before = known;
        if (before != null && before.freshAt(clock.instant())) {
            return before.version();
        }
        return ask();
    }

    /** Advances the counter in the current transaction; its row's lock lines up whoever changes configuration. */
    public void advance() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("configuration changes only in a transaction");
        }
        jdbc.sql("update configuration_version set version = version + 1 where id = 1")
                .update();
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
            TransactionSynchronizationManager.registerSynchronization(new Forgetting());
        }
    }

    /** Whether the current transaction has changed configuration: what it reads then may not be kept for others. */
    public boolean changing() {
        return TransactionSynchronizationManager.hasResource(this);
    }

    // One thread asks; whoever comes meanwhile waits for its answer instead of asking too.
    private long ask() {
        asking.lock();
        try {
            var now = clock.instant();
            var meanwhile = known;
            if (meanwhile != null && meanwhile.freshAt(now)) {
                return meanwhile.version();
            }
            long version = read();
            known = new Known(version, now);
            return version;
        } finally {
            asking.unlock();
        }
    }

    private long read() {
        return jdbc.sql("select version from configuration_version where id = 1")
                .query(Long.class)
                .single();
    }

    private record Known(long version, Instant readAt) {
        boolean freshAt(Instant now) {
            // A clock set back must not make an old answer last.
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    /** After the end of a transaction that advanced the counter, the next question goes to the database. */
    private final class Forgetting implements TransactionSynchronization {
        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(ConfigurationVersion.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ConfigurationVersion.this, Boolean.TRUE);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ConfigurationVersion.this);
            known = null;
        }
    }
}
