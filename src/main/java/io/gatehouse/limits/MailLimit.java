package io.gatehouse.limits;

import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * How many letters somebody can have sent to one address. Wrong passwords need no limit of this kind: an account locks by
 * itself, and {@link AddressLimit} counts whoever guesses.
 */
@Component
public class MailLimit {
    private static final String KIND = "MAIL";

    private final LimitProperties properties;
    private final Buckets buckets;

    MailLimit(LimitProperties properties, Buckets buckets) {
        this.properties = properties;
        this.buckets = buckets;
    }

    /**
     * Spends one letter to this address; {@code rate-limited}, with {@code retry_after} in seconds, if there was none left.
     * Outside of transactions only, since what was spent stays spent and a second connection is never waited for while one
     * is held. Never fails: without the database this node counts alone.
     */
    public Optional<Refusal> letterTo(String email) {
        outsideOfTransactions();
        var allowance = properties.mail().allowance();
        return switch (buckets.take(allowance, KIND, email.strip().toLowerCase(Locale.ROOT), 1)) {
            case Buckets.Taking.Taken _ -> Optional.empty();
            case Buckets.Taking.Empty(var wait) ->
                Optional.of(Reason.RATE_LIMITED.because(Evidence.of("limit", "mail")
                        .and("retry_after", wait.plusNanos(999_999_999).toSeconds())));
        };
    }

    static void outsideOfTransactions() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a limit is spent before the transaction of what it limits");
        }
    }
}
