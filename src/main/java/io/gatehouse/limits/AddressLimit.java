package io.gatehouse.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.limits.Buckets.Taking;
import io.gatehouse.reason.Evidence;
import io.gatehouse.reason.Reason;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How much one client address (IPv6: one /64) may fail, and begin without finishing. Whether it still may is known from
 * this node's memory. A failure spends at once, for it writes to the database anyway; a sign-in that is begun is noted here
 * and crossed out when it proves itself, so one that ends well neither spends nor asks the database.
 */
@Component
public class AddressLimit {
    private static final String KIND = "ADDRESS";
    private static final String TOLD = "TOLD";

    private final Allowance allowance;
    private final int chunk;
    private final Buckets buckets;
    private final Clock clock;
    private final Cache<String, Ledger> ledgers;

    AddressLimit(LimitProperties properties, Buckets buckets, Clock clock) {
        this.allowance = properties.address().allowance();
        this.chunk = (int) Math.max(1, allowance.tokens() / 10);
        this.buckets = buckets;
        this.clock = clock;
        this.ledgers = Caffeine.newBuilder()
                .maximumSize(LocalBuckets.MOST)
                .expireAfterAccess(allowance.window())
                .build();
    }

    /** Whether this address has used up what it may, as far as this node knows. Costs nothing. */
    public Optional<Closed> standing(@Nullable String clientIp) {
        var key = ClientNetwork.of(clientIp);
        return Optional.ofNullable(ledgers.getIfPresent(key))
                .flatMap(ledger -> ledger.closedFor(clock.instant()))
                .map(wait -> new Closed(key, wait.compareTo(Buckets.SHORTEST) < 0 ? Buckets.SHORTEST : wait, false));
    }

    /**
     * Something from this address is refused: spends one, outside of transactions. If there was none left the refusal is
     * not to be recorded; {@code rate-limited} is, once.
     */
    public Optional<Closed> failed(@Nullable String clientIp) {
        var key = ClientNetwork.of(clientIp);
        var ledger = ledger(key);
        return settle(key, ledger, ledger.takeOutAfter(1));
    }

    /** A sign-in is begun from this address. Closed is told as for {@link #failed}. */
    public Optional<Closed> started(@Nullable String clientIp) {
        var key = ClientNetwork.of(clientIp);
        var ledger = ledger(key);
        return settle(key, ledger, ledger.add(1, chunk));
    }

    /** A sign-in that was begun here has proved itself: its beginning no longer counts. */
    public void finished(@Nullable String clientIp) {
        var key = ClientNetwork.of(clientIp);
        int owed = ledger(key).add(-1, chunk);
        if (owed < 0) {
            buckets.give(allowance, KIND, key, -owed);
        } else {
            settle(key, ledger(key), owed);
        }
    }

    private Optional<Closed> settle(String key, Ledger ledger, int owed) {
        if (owed <= 0) {
            return Optional.empty();
        }
        MailLimit.outsideOfTransactions();
        return switch (buckets.take(allowance, KIND, key, owed)) {
            case Taking.Taken _ -> Optional.empty();
            case Taking.Empty(var wait) -> {
                ledger.putBack(owed, chunk);
                ledger.close(clock.instant().plus(wait));
                yield Optional.of(new Closed(key, wait, untold(key)));
            }
        };
    }

    private boolean untold(String key) {
        return buckets.take(Allowance.once(allowance.window()), TOLD, key, 1) instanceof Taking.Taken;
    }

    private Ledger ledger(String key) {
        return ledgers.get(key, _ -> new Ledger());
    }

    /**
     * No more for now.
     *
     * @param client the address or network that is meant
     * @param retryAfter one second at least
     * @param untold whether this is the first time in a window, on any node, so that it is to be recorded
     */
    public record Closed(String client, Duration retryAfter, boolean untold) {
        /** The refusal: {@code rate-limited}. */
        public Refusal refusal() {
            return Reason.RATE_LIMITED.because(Evidence.of("limit", "address")
                    .and("client", client)
                    .and("retry_after", retryAfter.plusMillis(999).toSeconds()));
        }
    }
}
