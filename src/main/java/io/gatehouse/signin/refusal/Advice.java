package io.gatehouse.signin.refusal;

import io.gatehouse.partner.AccountManager;
import io.gatehouse.partner.Partner;
import io.gatehouse.partner.PartnerId;
import io.gatehouse.partner.Partners;
import io.gatehouse.reason.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every page of a refusal says beside its text: how long to wait, and who the account manager is that texts speak of. */
@Component
public class Advice {
    private final Partners partners;
    private final Clock clock;

    Advice(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    /** On a refusal of one of this partner's people; of nobody's, if it is null. */
    public Given on(Refusal why, @Nullable Partner partner) {
        var manager = partner == null ? null : partner.accountManager();
        return until(why) instanceof Instant until && until.isAfter(clock.instant())
                ? new Given(until.truncatedTo(ChronoUnit.SECONDS), minutesTo(until), manager)
                : new Given(null, 0, manager);
    }

    /** On a refusal of one of this partner's people. */
    public Given on(Refusal why, PartnerId partner) {
        return on(why, partners.find(partner).orElse(null));
    }

    private static @Nullable Instant until(Refusal why) {
        return why.evidence().values().get("until") instanceof String text ? Instant.parse(text) : null;
    }

    private long minutesTo(Instant until) {
        return Math.ceilDiv(Duration.between(clock.instant(), until).toMillis(), 60_000);
    }

    /**
     * The advice, for the fragment {@code advice} of the pages.
     *
     * @param until when it is worth trying again, if that is known
     * @param minutes how many minutes that is away, rounded up
     * @param manager whom to contact, if the partner names anybody
     */
    public record Given(
            @Nullable Instant until, long minutes, @Nullable AccountManager manager) {}
}
