package io.gatehouse.keys;

import io.gatehouse.keys.ServiceKeys.Purpose;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rolls our own key pairs over: the next one is published first, then used, and the one before stays accepted and published
 * until whoever relies on it has had time to see the next. Nothing is deleted.
 */
@Component
public class KeyRotation {
    // A portal keeps our key set for its max-age, another node of ours knows of a new key a minute later; then some.
    private static final Duration GRANT_LEAD = JwksController.MAX_AGE.plus(Duration.ofMinutes(5));

    // A grant lives for a minute and is retried for ten.
    private static final Duration GRANT_OVERLAP = Duration.ofHours(1);

    // Whoever keeps our metadata by hand needs to be told, and to find the time.
    private static final Duration SAML_OVERLAP = Duration.ofDays(30);

    private final ServiceKeyStore store;
    private final Randomness randomness;
    private final TransactionTemplate transactions;
    private final ServiceKeys.Maker maker;
    private final Clock clock;

    KeyRotation(
            ServiceKeyStore store,
            Randomness randomness,
            TransactionTemplate transactions,
            KeyProperties settings,
            Clock clock) {
        this.maker = ServiceKeyForm.maker(settings.grantAlgorithm());
        this.store = store;
        this.randomness = randomness;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What came of beginning a rotation. */
    public sealed interface Rotation {
        /**
         * The next key is published.
         *
         * @param usedFrom when it is used first
         * @param oldUntil until when the keys before it are accepted and published
         */
        record Begun(String keyId, Instant usedFrom, Instant oldUntil) implements Rotation {}

        /** Another key waits for its first use already, so nothing was done. */
        record UnderWay(String keyId, Instant usedFrom) implements Rotation {}

        /** There is no key of this purpose yet: the first one is made when it is needed. */
        record NothingYet() implements Rotation {}
    }

    /**
     * A key pair of ours as administrators see it.
     *
     * @param fingerprint SHA-256 of its certificate, in small hex digits
     * @param publishedUntil null while nothing follows it
     */
    public record KeyAge(
            String keyId,
            String fingerprint,
            Instant publishedFrom,
            Instant usedFrom,
            @Nullable Instant publishedUntil) {}

    /** How a published key stands now. */
    public enum State {
        /** Published and not used yet. */
        NEXT,
        /** In use. */
        CURRENT,
        /** Accepted and published still, for those who have not seen the one that follows. */
        OLD;

        /** The word on pages and in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with how it stands. */
    public record Published(KeyAge key, State state) {}

    /** Publishes the next key of session grants, used as soon as every portal must have seen it, or at once. */
    public Rotation grants(boolean now) {
        return rotate(Purpose.GRANT_SIGNING, now ? Duration.ZERO : GRANT_LEAD, GRANT_OVERLAP);
    }

    /** Publishes the next key of SAML messages or of encrypted assertions in our metadata, used after this long. */
    public Rotation saml(Purpose purpose, Duration lead) {
        if (purpose == Purpose.GRANT_SIGNING || lead.isNegative()) {
            throw new IllegalArgumentException("a purpose of SAML, and no time past");
        }
        return rotate(purpose, lead, SAML_OVERLAP);
    }

    /** The keys of a purpose that are published, the newest first; none before the first use. */
    public List<Published> published(Purpose purpose) {
        var now = clock.instant();
        var ages = store.ages(purpose, now);
        var current = ages.stream()
                .filter(age -> !age.usedFrom().isAfter(now))
                .findFirst()
                .orElse(ages.isEmpty() ? null : ages.getLast());
        return ages.stream()
                .map(age -> new Published(
                        age,
                        age.equals(current) ? State.CURRENT : age.usedFrom().isAfter(now) ? State.NEXT : State.OLD))
                .toList();
    }

    private Rotation rotate(Purpose purpose, Duration lead, Duration overlap) {
        var now = clock.instant();
        var ages = store.ages(purpose, now);
        if (ages.isEmpty()) {
            return new Rotation.NothingYet();
        }
        var newest = ages.getFirst();
        if (newest.usedFrom().isAfter(now)) {
            return new Rotation.UnderWay(newest.keyId(), newest.usedFrom());
        }
        var next = maker.make(purpose, now, randomness);
        var usedFrom = now.plus(lead);
        var oldUntil = usedFrom.plus(overlap);
        boolean added = Boolean.TRUE.equals(transactions.execute(_ -> {
            // Two who rotate at once want the same generation, and one of them gets it.
            boolean first = store.addNext(purpose, newest.keyId(), next, now, usedFrom);
            if (first) {
                store.endOthers(purpose, next.id(), oldUntil);
            }
            return first;
        }));
        if (!added) {
            var other = store.ages(purpose, now).getFirst();
            return new Rotation.UnderWay(other.keyId(), other.usedFrom());
        }
        return new Rotation.Begun(next.id(), usedFrom, oldUntil);
    }
}
