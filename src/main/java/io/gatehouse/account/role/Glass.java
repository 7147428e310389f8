package io.gatehouse.account.role;

import io.gatehouse.account.Account;
import io.gatehouse.account.ConsolePartner;
import io.gatehouse.audit.EventContext;
import io.gatehouse.audit.LoginEvent.Type;
import io.gatehouse.audit.LoginEvents;
import io.gatehouse.keys.Randomness;
import io.gatehouse.reason.Evidence;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Notices when an administrator for when nothing else works signs in, at whichever door: use is use, and it is told. */
@Service
public class Glass {
    private final RoleRows roles;
    private final GlassRows rows;
    private final ConsolePartner vendor;
    private final LoginEvents events;
    private final ApplicationEventPublisher publisher;
    private final Randomness randomness;
    private final Clock clock;

    Glass(
            RoleRows roles,
            GlassRows rows,
            ConsolePartner vendor,
            LoginEvents events,
            ApplicationEventPublisher publisher,
            Randomness randomness,
            Clock clock) {
        this.roles = roles;
        this.rows = rows;
        this.vendor = vendor;
        this.events = events;
        this.publisher = publisher;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Whether this could be one: it is of the vendor's own people, as few are who sign in to the portal. */
    public boolean watches(Account account) {
        return account.partner().equals(vendor.id());
    }

    /**
     * Somebody has signed in, both factors proved: if it is such an administrator, that is recorded with its
     * {@code administration} event and published as a {@link GlassUse}, in one transaction. False if it is not.
     */
    @Transactional
    public boolean signedIn(Account account, GlassUse.Door door, EventContext context) {
        if (!watches(account) || !roles.isBreakGlass(account.id())) {
            return false;
        }
        var use = new GlassUse(
                randomness.uuid(),
                account.id(),
                account.email(),
                door,
                context.origin().clientIp(),
                context.subject().reference(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        rows.insert(use);
        events.append(context.about(account.id().value(), account.email())
                .success(
                        Type.ADMINISTRATION,
                        Evidence.of("step", "break-glass-used").and("door", door.code()))
                .by("account:" + account.id()));
        publisher.publishEvent(use);
        return true;
    }

    /** The uses since then, the latest first, at most so many. */
    public List<GlassUse> since(Instant from, int most) {
        return rows.since(from, most);
    }
}
