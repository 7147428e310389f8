package io.gatehouse.portal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gatehouse.audit.Origin;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a crash, a failing portal or a failed sign-out left: the portal is told until it has the session no more. One node at a time. */
@Configuration(proxyBeanMethods = false)
class Settling {
    private static final int AT_ONCE = 100;

    private final PortalProperties settings;
    private final SessionStore store;
    private final SessionNames names;
    private final SessionStory story;
    private final PortalSessions sessions;
    private final Clock clock;

    Settling(
            PortalProperties settings,
            SessionStore store,
            SessionNames names,
            SessionStory story,
            PortalSessions sessions,
            Clock clock) {
        this.settings = settings;
        this.store = store;
        this.names = names;
        this.story = story;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Bean
    RecurringTask<Void> portalSettling() {
        return Tasks.recurring("portal-settling", FixedDelay.of(Duration.ofSeconds(15)))
                .execute((_, _) -> settle());
    }

    @Bean
    RecurringTask<Void> portalForgetting() {
        return Tasks.recurring("portal-forgetting", FixedDelay.of(Duration.ofDays(1)))
                .execute((_, _) -> {
                    store.forget(clock.instant().minus(settings.retention()));
                    names.forgetKept(clock.instant().minus(Duration.ofDays(1)));
                });
    }

    /** Tells the portal what is due; what it can't be told now is due again later. */
    void settle() {
        if (!settings.configured()) {
            return;
        }
        for (var row : store.due(clock.instant(), AT_ONCE)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            settle(row);
        }
    }

    private void settle(SessionRow row) {
        switch (row.state()) {
            case OPENING, UNAVAILABLE -> story.givesUp(row).ifPresent(this::tell);
            case SETTLING, ENDING, CONFLICT -> tell(row);
            case OPEN, DECLINED, SETTLED, ENDED -> throw new IllegalStateException("nothing is due of " + row.signIn());
        }
    }

    private void tell(SessionRow row) {
        if (!sessions.tell(row, Origin.INTERNAL)) {
            story.notTold(row);
        }
    }
}
