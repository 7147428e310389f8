package io.gatehouse.limits;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What may happen only so often: spent before it is done, whoever does it, on whatever node. */
@Component
public class Limits {
    private final LimitProperties properties;
    private final Buckets buckets;

    Limits(LimitProperties properties, Buckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
    }

    /** What is limited by somebody's key. Client addresses have {@link AddressLimit}. */
    public enum Kind {
        /** Attempts at a password of one account, by the account's id, or the address typed where there is no account. */
        ACCOUNT,
        /** Letters that somebody can have sent to one address, by that e-mail address in lower case. */
        MAIL
    }

    /**
     * Spends one; outside of transactions only, since what was spent stays spent and a second connection is never waited
     * for while one is held. Never fails: without the database this node counts alone.
     */
    public Spending spend(Kind kind, String key) {
        outsideOfTransactions();
        return switch (buckets.take(allowance(kind), kind.name(), key, 1)) {
            case Buckets.Taking.Taken _ -> new Spending.Allowed();
            case Buckets.Taking.Empty(var wait) -> new Spending.Limited(wait);
        };
    }

    static void outsideOfTransactions() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a limit is spent before the transaction of what it limits");
        }
    }

    private Allowance allowance(Kind kind) {
        return switch (kind) {
            case ACCOUNT -> properties.account().allowance();
            case MAIL -> properties.mail().allowance();
        };
    }

    /** What came of it. */
    public sealed interface Spending {
        /** Go ahead. */
        record Allowed() implements Spending {}

        /** Too often: refuse with {@code rate-limited}. {@code retryAfter} is one second at least. */
        record Limited(Duration retryAfter) implements Spending {}
    }
}
