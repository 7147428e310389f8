package io.gatehouse.console;

import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.notice.Deadline;
import io.gatehouse.identityprovider.notice.Deadlines;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signing keys and metadata of serving connections that end soon, or have ended, as lines of a page. */
@Component
class EndingKeys {
    private static final Duration SOON = Duration.ofDays(90);

    private final Deadlines deadlines;
    private final IdentityProviders providers;
    private final Clock clock;

    EndingKeys(Deadlines deadlines, IdentityProviders providers, Clock clock) {
        this.deadlines = deadlines;
        this.providers = providers;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param days left; 0 or fewer for what has ended
     */
    record Line(String partner, String provider, String kind, String about, String ends, long days) {}

    /** What ends in the next ninety days, the soonest first. */
    List<Line> soon(int most) {
        var now = clock.instant();
        return lines(deadlines.ending(now, now.plus(SOON), most), now);
    }

    long countSoon() {
        var now = clock.instant();
        return deadlines.countEnding(now, now.plus(SOON));
    }

    /** What has ended and is still in the metadata, the latest first. */
    List<Line> ended(int most) {
        var now = clock.instant();
        return lines(deadlines.ended(now, most), now);
    }

    long countEnded() {
        return deadlines.countEnding(Instant.EPOCH, clock.instant());
    }

    private List<Line> lines(List<Deadline> found, Instant now) {
        return found.stream()
                .map(deadline -> providers
                        .find(deadline.id())
                        .map(provider -> new Line(
                                provider.partner().value(),
                                deadline.id().value(),
                                deadline.kind().code(),
                                deadline.about(),
                                Moments.minute(deadline.endsAt()),
                                Duration.between(now, deadline.endsAt()).toDays())))
                .flatMap(Optional::stream)
                .toList();
    }
}
