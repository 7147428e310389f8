package io.gatehouse.secondfactor;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes secrets that were offered to people who went away. */
@Configuration(proxyBeanMethods = false)
class PendingPurge {
    @Bean
    RecurringTask<Void> purgePendingAuthenticators(Authenticators authenticators, Clock clock) {
        return Tasks.recurring("purge-pending-authenticators", FixedDelay.ofHours(1))
                .execute((_, _) -> authenticators.purgePending(clock.instant().minus(Enrolments.OFFERED_FOR)));
    }
}
